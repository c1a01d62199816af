// Loaded before the program of a test's child process: its clock runs ahead by what the test says.
// It must be plain JavaScript and load nothing, for it runs in Electron's main process too.
const realNow = Date.now;
let ahead = 0;

Date.now = () => realNow() + ahead;

process.on('message', (message) => {
  if (typeof message === 'object' && message !== null && 'passTime' in message) {
    ahead += message.passTime;
    process.send?.({ timePassed: ahead });
  }
});
// Listening for the test does not keep the program alive.
process.channel?.unref();
