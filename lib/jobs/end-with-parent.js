// Loaded before a child's own code (`node --import`): a child whose supervisor was killed, and so could not end it, ends
// by itself. The channel to the supervisor closes with it, however it ends.
if (process.channel !== undefined && process.channel !== null) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    // As long as the supervisor would have waited.
    setTimeout(() => process.exit(1), 8_000).unref();
  });
  process.channel.unref();
}
