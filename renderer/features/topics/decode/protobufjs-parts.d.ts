// The package has types for its whole alone; these are the two parts of it that are used beside the light build.

declare module 'protobufjs/src/parse.js' {
  import type { IParseOptions, IParserResult, Root } from 'protobufjs';
  export default function parse(source: string, root: Root, options?: IParseOptions): IParserResult;
}

declare module 'protobufjs/src/common.js' {
  import type { INamespace } from 'protobufjs';

  const common: { get(file: string): INamespace | null };
  export default common;
}
