import { serve } from './process/start.ts';

await serve();
