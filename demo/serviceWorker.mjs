// What the browser keeps so that the app opens without a connection: its own files, and which project it talks to. Data is
// Firestore's to keep. The build puts before this what it has made: `FILES`, and `VERSION`, which changes with them.
const CACHE = `firegroups-${VERSION}`;
const PAGE = '/index.html';
const PROJECT = ['/__/firebase/init.json', '/__/firebase/init.js?useEmulator=true'];
/** A connection that gives nothing for so long, in milliseconds, is none. */
const PATIENCE = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...FILES, ...PROJECT])));
});

// It takes over when the pages of the version before are closed; until then they may still load parts of theirs.
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name)))),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(newest(request, PAGE));
  else if (PROJECT.includes(pathname + search)) event.respondWith(newest(request, request));
  // The name of a file changes with what is in it.
  else if (FILES.includes(pathname)) event.respondWith(kept(request));
});

async function newest(request, fallback) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    const found = await (await caches.open(CACHE)).match(fallback);
    if (found) return found;
    throw error;
  }
}

async function kept(request) {
  return (await (await caches.open(CACHE)).match(request)) ?? fetch(request);
}
