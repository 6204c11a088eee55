// Caches the app's files and its project configuration, so that the app opens offline. Firestore caches the data itself.
// The build prepends two constants: `FILES`, and `VERSION`, which changes when the files change.
const CACHE = `firegroups-${VERSION}`;
const PAGE = '/index.html';
const PROJECT_CONFIG = ['/__/firebase/init.json', '/__/firebase/init.js?useEmulator=true'];
/** After this time, in milliseconds, an unanswered request counts as offline. */
const TIMEOUT = 4000;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...FILES, ...PROJECT_CONFIG])));
});

// A new version activates when all pages of the old one are closed. Until then they may still load their own files.
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
  if (request.mode === 'navigate') event.respondWith(networkFirst(request, PAGE));
  else if (PROJECT_CONFIG.includes(pathname + search))
    event.respondWith(networkFirst(request, request));
  // A file's name changes with its content.
  else if (FILES.includes(pathname)) event.respondWith(cacheFirst(request));
});

async function networkFirst(request, fallback) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(TIMEOUT) });
  } catch (error) {
    const cached = await (await caches.open(CACHE)).match(fallback);
    if (cached) return cached;
    throw error;
  }
}

async function cacheFirst(request) {
  return (await (await caches.open(CACHE)).match(request)) ?? fetch(request);
}
