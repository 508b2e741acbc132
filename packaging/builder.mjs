// electron-builder, which npm installs beside this file and not for the app.
export { Arch, build, Platform } from 'electron-builder';
