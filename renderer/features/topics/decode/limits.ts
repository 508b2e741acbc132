/** Every bound on the decoding of payloads: they come from the network, and must cost neither memory nor time without end. */
export const DECODE_LIMITS = {
  /** Characters of a decoded value that are shown. */
  textChars: 100_000,
  /** Bytes that a hex dump shows. */
  hexBytes: 16_384,
  /** Bytes of a byte string inside of a decoded value that are shown. */
  bytesShown: 256,
  /** Values inside of one payload, at all levels together. */
  parts: 20_000,
  /** Levels inside of each other. */
  depth: 64,
  /** Bytes that compressed ones may become: a few can stand for gigabytes. */
  unpackedBytes: 262_144,
  /** The same where many values are read at once, for a list or a chart. */
  unpackedOfMany: 16_384,
  /** The same where it is only asked whether they are compressed. */
  unpackedToGuess: 512,
  /** Bytes of a whole number of any length; to print one takes time by the square. */
  bigNumberBytes: 1_024,
  /** Pixels of a picture, which take four bytes each before anything is seen. */
  pixels: 16_000_000,
  /** Pixels on one side of a picture. */
  pixelsASide: 16_384,
  /** Markers of a JPEG file that are looked at until one tells its size. */
  jpegMarkers: 200,
  /** Numbers of one value that can be charted, and the characters of the path to one. */
  numbers: 300,
  pathChars: 200,
  /** Topics of Sparkplug B whose births are remembered, and births of one node or device. More than a chart has lines. */
  birthTopics: 16,
  birthsOfTopic: 4,
  /** Aliases of all of these together. */
  birthAliases: 100_000,
  /** Characters of a name that a birth gives. */
  birthNameChars: 1_024,
  /** Births are asked for again after so long at the earliest, by the times of the values. */
  birthAgainMs: 2_000,
  /** Characters of a schema for Protocol Buffers: with its quoting it fits the preferences. */
  protoChars: 90_000,
} as const;
