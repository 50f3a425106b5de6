import type { Pool } from 'pg'
import type { Config } from './config.ts'

/** What a command of the line works with. */
export interface CommandContext {
  config: Config
  print(line: string): void
  /**
   * The database, at the newest schema: that of a running Berdaya when there is one, else started for the time of
   * the command.
   */
  database(): Promise<CommandDatabase>
}

export interface CommandDatabase {
  /** As the owner. */
  url: string
  /** As the owner: no row-level security. */
  owner: Pool
  /** As the program, `berdaya_app`. */
  app: Pool
}

/** A command of `bin/berdaya`. */
export interface Command {
  name: string
  /** One line, for the list of commands. */
  summary: string
  /** How it is called, one line each way; without the word `berdaya`. */
  usage: string
  /** @returns the exit code: 0; 1: the work failed or found faults; 2: called in a wrong way. */
  run(args: string[], ctx: CommandContext): Promise<number>
}

/** Something the operator can put right: shown as one line, without a stack. */
export class CommandError extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode = 1) {
    super(message)
    this.name = 'CommandError'
    this.exitCode = exitCode
  }
}
