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
  export const FUSES: Record<number, boolean>;
  export const FUSES_FOR_TESTS: Record<number, boolean>;
  export function executableIn(folder: string, platform: NodeJS.Platform, program: string): string;
}

declare module '*/packaging/repository.mjs' {
  export function repositoryOf(
    manifest: { repository?: string | { url: string } },
    env: NodeJS.ProcessEnv,
  ): { owner: string; repo: string } | null;
}

declare module '*/packaging/electron-builder.config.mjs' {
  import type { Configuration } from 'electron-builder';

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
