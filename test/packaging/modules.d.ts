declare module '*/packaging/app-id.mjs' {
  export const APP_ID: string;
}

declare module '*/packaging/desktop-entry.mjs' {
  export const DESKTOP_NAME: string;
  export const DESKTOP_ENTRY: Record<string, string>;
  export function desktopFile(exec: string): string;
}

declare module '*/packaging/icons.mjs' {
  export const ICON_SIZES: { hicolor: number[]; ico: number[]; icns: [type: string, pixels: number][] };
  export function iconFile(which: number | 'svg' | 'ico' | 'icns'): string;
}

declare module '*/packaging/fuses.mjs' {
  /** Every fuse that is known: its number by its name (those that tests name are listed here), and its name by its number. */
  export const Fuse: Record<
    | 'RunAsNode'
    | 'EnableNodeOptionsEnvironmentVariable'
    | 'EnableNodeCliInspectArguments'
    | 'EnableEmbeddedAsarIntegrityValidation'
    | 'OnlyLoadAppFromAsar'
    | 'GrantFileProtocolExtraPrivileges',
    number
  >;
  export const FUSES: Record<number, boolean>;
  export const FUSES_FOR_TESTS: Record<number, boolean>;
  export function fusesOf(file: string): Promise<Record<number, boolean>>;
  export function executableIn(folder: string, platform: NodeJS.Platform, program: string): string;
}

declare module '*/packaging/repository.mjs' {
  export function repositoryOf(
    manifest: { repository?: string | { url: string } },
    env: NodeJS.ProcessEnv,
  ): { owner: string; repo: string } | null;
}

declare module '*/packaging/electron-builder.config.mjs' {
  /** What tests look at of what electron-builder is told: its own types are there only where packages are made. */
  interface Configuration {
    appId: string;
    publish: { provider: string; owner: string; repo: string } | null;
    mac: {
      hardenedRuntime: boolean;
      entitlements: string;
      entitlementsInherit: string;
      extendInfo: { NSLocalNetworkUsageDescription: string; NSBonjourServices: string[] };
    };
  }

  export const BONJOUR_SERVICES: string[];
  export function configure(options: {
    output: string;
    electron?: { folder: string; version: string };
    suffix?: string;
    fast?: boolean;
    env?: NodeJS.ProcessEnv;
  }): Configuration;
}

declare module '*/scripts/lib/icon-files.mjs' {
  export function packIco(pictures: [pixels: number, png: Buffer][]): Buffer;
  export function unpackIco(file: Buffer): [pixels: number, png: Buffer][];
  export function packIcns(pictures: [type: string, png: Buffer][]): Buffer;
  export function unpackIcns(file: Buffer): [type: string, png: Buffer][];
}

declare module '*/scripts/lib/deb.mjs' {
  export const APP_FOLDER: string;
  export const DEPENDS: string[];
  export function debArchitecture(arch: string): string;
  export function debVersion(version: string): string;
  export function controlFile(about: {
    version: string;
    arch: string;
    maintainer: string;
    homepage?: string | undefined;
    description: string;
    installedKiB: number;
  }): string;
}

declare module '*/scripts/lib/update-info.mjs' {
  export function withUpdate(text: string, file: string): string;
}

declare module '*/scripts/lib/licences.mjs' {
  interface Built {
    output: { modules?: Record<string, unknown> }[];
  }

  export const LICENCES_FILE: string;
  export function licencesOf(builds: (Built | Built[])[], where?: { project?: string; texts?: string }): string;
}

declare module '*/scripts/lib/dependencies.mjs' {
  export const PACKAGING: string;
  export function isUpToDate(folder: string): boolean;
}

declare module '*/scripts/lib/preload-start.mjs' {
  interface Link {
    tag: string;
    attrs: { rel: string; href: string; crossorigin: boolean };
    injectTo: string;
  }
  export function preloadStart(): {
    name: string;
    transformIndexHtml: { order: string; handler(html: string, context: { bundle: object; filename: string }): Link[] };
  };
}

declare module '*/scripts/lib/package-app.mjs' {
  export function refuseUnlessRelease(found: {
    isOfficial: boolean;
    repository: { owner: string; repo: string } | null;
    node: string;
  }): void;
}
