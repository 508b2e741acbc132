// Apart from model.ts, so that a window can have the numbers without what checks them.

/** The least and the most that each number of the settings can be set to. */
export const SETTING_RANGES = {
  /** Characters. */
  hubName: [1, 64],
  port: [1, 65_535],
  /** Minutes. Longer than an hour nobody remembers that the door is open. */
  doorMinutes: [1, 60],
  /** MiB. */
  topicStoreMib: [16, 4_096],
  valuesPerTopic: [10, 10_000],
  /** A line takes some 200 bytes on disk, and a search reads all of them. */
  activityEntries: [1_000, 100_000],
} as const;
