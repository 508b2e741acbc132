/** Of the hub's thread: what lives for one message is collected often, in place of growing the process. In MiB. */
export const YOUNG_GENERATION_MIB = 8;
/** The same of a page: each of the two halves in which what is new is kept. In MiB. */
export const PAGE_SEMI_SPACE_MIB = 2;
/** By so much a heap grows beyond what lives in it before all of it is collected. V8 by itself lets it double and more. */
export const HEAP_GROWTH_PERCENT = 30;

/** How long the hub may take to store everything when the app quits. Leaves a second of the five that we promise. */
export const HUB_STOP_MS = 4_000;

/** At most one notification in this time; what comes sooner is grouped into the next. */
export const NOTIFICATION_GAP_MS = 5_000;
/** Notifications on screen at once; one more withdraws the oldest. */
export const NOTIFICATIONS_HELD = 20;
/** Characters of a device's name in notifications, the tray and the like. */
export const NAME_LENGTH = 64;
/** Characters of what one alert says, and how many topics are named when several alerts are told together. */
export const ALARM_TEXT_LENGTH = 280;
export const ALARM_TOPICS_NAMED = 3;

/** How long a notice stays in the pop-up when nobody closes it. */
export const NOTICE_MS = 15_000;
/** The pop-up: its width, its height with one row, what each further row adds, and how many rows it grows to. In pixels. */
export const POPUP = { width: 380, height: 200, row: 102, rows: 3, margin: 16 } as const;

/** The main window, in pixels. */
export const WINDOW = { width: 1_100, height: 760, minWidth: 720, minHeight: 480 } as const;
/** A window that is being dragged is written down when it has been still for this long. */
export const WINDOW_SAVE_MS = 500;
/** A page that crashes again within this time is not loaded again. */
export const PAGE_RELOAD_MS = 10_000;

/**
 * A hub that ends by itself is started again after these pauses, one more each time. When it ended once more than there are pauses
 * within {@link HUB_RESTARTS_MS}, a person is asked.
 */
export const HUB_RESTART_PAUSES_MS = [0, 1_000, 5_000, 15_000, 30_000] as const;
export const HUB_RESTARTS_MS = 600_000;

/** A window that is out of sight for so long gives its page back: it takes more memory than all the rest. */
export const PAGE_RELEASE_MS = 60_000;
/** Devices that the question before quitting names; the others are counted. */
export const QUIT_NAMES = 6;
/** The first quiet look for a newer version after a start, how often it is looked whether one is due, and how far apart they are. */
export const UPDATE_FIRST_MS = 300_000;
export const UPDATE_TURN_MS = 3_600_000;
export const UPDATE_EVERY_MS = 86_400_000;
/** Progress of fetching an update is told to windows this often. */
export const UPDATE_PROGRESS_MS = 250;
/** What starts the new version has ended this app by then, or did not work. */
export const UPDATE_INSTALL_MS = 30_000;

/** Where browsers find a hub without a screen, unless its command line says otherwise: beside the pairing door's 8443. */
export const WEB_PORT = 8_444;

/** Versions of Node whose compiled code is kept; with one more all of it is made anew. */
export const CODE_CACHE_VERSIONS = 3;
