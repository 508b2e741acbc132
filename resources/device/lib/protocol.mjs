// Pairing version 1, as far as it is computing: what a device makes, reads and decides. Nothing here touches network or disk.
export { checkAnnouncement, MAX_ANNOUNCEMENT_BYTES } from './announcement.mjs';
export { MAX_ANSWER_BYTES, readAnswer, refuses } from './answer.mjs';
export { code, codeText, commitment, hubId, spkiOf } from './code.mjs';
export { fromBase64url } from './encoding.mjs';
