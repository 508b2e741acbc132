// Imported first by every script, so that an old Node is told what is wrong instead of failing somewhere.
const [major, minor] = process.versions.node.split('.').map(Number);
const suitable = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
if (!suitable) {
  console.error(`porchlight: Node 20.19 or later of 20, 22.12 or later of 22, or a newer one is needed; this is ${process.versions.node}.`);
  process.exit(1);
}
