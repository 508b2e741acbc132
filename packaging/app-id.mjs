/** Who Porchlight is to the system: the bundle id on macOS, the application user model id on Windows, the desktop id on Linux. */
export const APP_ID = 'app.porchlight.hub';
