import * as z from 'zod';

// The policy of the page forbids building code from text. Schemas ask when they are made, so this is imported before any.
z.config({ jitless: true });
