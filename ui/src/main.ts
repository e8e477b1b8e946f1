// Where the interface starts, in the desktop window and in a browser alike.
import { connect } from './api/client';
import { start } from './app/start';

start(await connect(window));
