import process from 'node:process';
import {newFolder} from '../../campaign-builder.js';

/** A cache folder of this test file's own, for all that it runs. */
export const home = newFolder('engines');
process.env.XDG_CACHE_HOME = home;
