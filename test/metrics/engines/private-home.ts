import process from 'node:process';
import {newFolder} from '../../campaign-builder.js';

/** A cache folder for this test file only. */
export const home = newFolder('engines');
process.env.XDG_CACHE_HOME = home;
