// Packs a functions folder as `firebase deploy` does.
// Usage: node pack.cjs <folder> <the functions' configuration in firebase.json, as JSON> <zip file to write>
const { copyFileSync } = require('node:fs');
const {
  prepareFunctionsUpload,
} = require('firebase-tools/lib/deploy/functions/prepareFunctionsUpload');

async function main([folder, config, zip]) {
  const { pathToSource } = await prepareFunctionsUpload(folder, folder, JSON.parse(config), []);
  copyFileSync(pathToSource, zip);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
