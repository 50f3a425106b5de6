import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // One worker a core: while one waits for the database the other reckons.
    maxWorkers: '100%',
    projects: [
      {
        plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
        test: {
          name: 'unit',
          include: ['{src,demo,scripts,tests}/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
          // They share nothing that changes; a module is loaded once a worker and not once a file: 21 s instead of 54.
          isolate: false,
          globalSetup: ['tests/support/messages.setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'db',
          include: ['{src,demo,tests}/**/*.db.test.ts'],
          globalSetup: ['tests/support/messages.setup.ts', 'tests/support/database.setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
