/** Starts the card. `PORT` and `HOST` say where; in production a proxy with HTTPS stands in front of it. */
import { createApp } from './app.js';

const { PORT = '8000', HOST = '127.0.0.1' } = process.env;

createApp().listen(Number(PORT), HOST, (error) => {
  if (error) throw error;
  console.log(`The card runs at http://${HOST}:${PORT}/`);
});
