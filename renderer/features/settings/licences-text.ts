/** Beside the pages, in the window and in a browser alike: the build puts it there. */
const FILE = 'licences.txt';

/** What the build wrote of the packages inside the app. Rejects when it cannot be read, and when `over` says that nobody waits. */
export async function licencesText(over: AbortSignal): Promise<string> {
  const answer = await fetch(FILE, { signal: over });
  if (!answer.ok) throw new Error(`${FILE}: ${answer.status}`);
  return answer.text();
}
