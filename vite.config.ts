import { paraglideVitePlugin } from '@inlang/paraglide-js'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/paraglide',
      strategy: ['url', 'baseLocale'],
      urlPatterns: [
        {
          pattern: '/:path(.*)?',
          localized: [
            ['en', '/en/:path(.*)?'],
            ['id', '/:path(.*)?'],
          ],
        },
      ],
      emitReadme: false,
    }),
    sveltekit({
      adapter: adapter({ out: 'build', precompress: true }),
      csp: {
        // Hashes, not nonces: a kept page is sent to many.
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
          'base-uri': ['self'],
          'object-src': ['none'],
        },
      },
      paths: { relative: false },
      files: { routes: 'src/routes' },
      compilerOptions: { runes: true },
      prerender: { entries: [] },
    }),
  ],
  build: { target: 'es2022' },
})
