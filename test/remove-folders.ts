// Vitest runs this before each test file. A hook in the builder itself would serve only the first of the files that share a process.
import {afterAll} from 'vitest';
import {removeFolders} from './campaign-builder.js';

afterAll(removeFolders);
