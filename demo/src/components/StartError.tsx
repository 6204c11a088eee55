/** Shown if the app cannot connect to its project. Plain HTML, because Mantine is not set up yet. */
export function StartError({ error }: { error: unknown }) {
  return (
    <main
      style={{ font: '1rem/1.5 system-ui', maxWidth: '32rem', margin: '20vh auto', padding: 16 }}
    >
      <h1>firegroups could not start</h1>
      <p>
        This page could not load its Firebase project. In the repository, run “npm start” and open
        the address that it prints.
      </p>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <button
        onClick={() => {
          location.reload();
        }}
      >
        Try again
      </button>
    </main>
  );
}
