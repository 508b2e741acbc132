/** The parts of the Topics page: the live tree, and what stands beside it. */
export type TopicsPart = 'live' | 'publish' | 'retained' | 'recordings' | 'alerts';
