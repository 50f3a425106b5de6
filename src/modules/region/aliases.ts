/**
 * Everyday names people type instead of the official one, by region code. They are searched like the name itself,
 * for the region and all that it contains.
 */
export const aliases: Readonly<Record<string, readonly string[]>> = {
  '11': ['nad'],
  '12': ['sumut'],
  '13': ['sumbar'],
  '16': ['sumsel'],
  '19': ['babel'],
  '21': ['kepri'],
  '31': ['jakarta', 'dki jakarta'],
  '31.71': ['jakpus'],
  '31.72': ['jakut'],
  '31.73': ['jakbar'],
  '31.74': ['jaksel'],
  '31.75': ['jaktim'],
  '32': ['jabar'],
  '33': ['jateng'],
  '33.72': ['solo'],
  '34': ['yogyakarta', 'diy', 'jogja', 'jogjakarta'],
  '34.71': ['jogja', 'jogjakarta'],
  '35': ['jatim'],
  '36.74': ['tangsel'],
  '52': ['ntb'],
  '53': ['ntt'],
  '61': ['kalbar'],
  '62': ['kalteng'],
  '63': ['kalsel'],
  '64': ['kaltim'],
  '64.02': ['kukar'],
  '65': ['kaltara'],
  '71': ['sulut'],
  '72': ['sulteng'],
  '73': ['sulsel'],
  '73.71': ['ujung pandang'],
  '74': ['sultra'],
  '76': ['sulbar'],
  '82': ['malut'],
}

/** Where the data set lags behind the law: UU 2/2024 renamed the capital's province. */
export const corrections: Readonly<Record<string, string>> = {
  '31': 'Daerah Khusus Jakarta',
}
