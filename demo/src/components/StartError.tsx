/** What is shown where the app finds no project: plain HTML, since nothing else is known to work. */
export function StartError({ error }: { error: unknown }) {
  return (
    <main
      style={{ font: '1rem/1.5 system-ui', maxWidth: '32rem', margin: '20vh auto', padding: 16 }}
    >
      <h1>firegroups did not start</h1>
      <p>
        The page found no Firebase project. In the repository, run “npm start” and open the address
        that it prints.
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
