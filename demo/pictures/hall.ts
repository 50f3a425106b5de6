import {
  at,
  box,
  colour,
  disc,
  fade,
  figure,
  glow,
  height,
  lettering,
  line,
  plant,
  repeat,
  scene,
  shape,
  tree,
  width,
} from './draw.ts'

const joglo = (x: number, y: number, scale: number) =>
  at(
    x,
    y,
    scale,
    shape('M-640 0c230-40 330-120 390-230h500c60 110 160 190 390 230l-10 26H-630Z', colour.brick),
    shape('M-252-226h504l26 44h-556Z', colour.clay),
    shape('M-250-228c40-40 60-106 70-182h360c10 76 30 142 70 182Z', colour.brick),
    line('M-200-290h400M-186-340h372M-360-120h720M-430-84h860', '#fff', 5, 'opacity=".22"'),
    box(-190, -430, 380, 24, colour.dark, 'rx="12"'),
    shape(
      'M-190-430c-30-6-44-26-46-52 14 16 36 24 66 30ZM190-430c30-6 44-26 46-52-14 16-36 24-66 30Z',
      colour.dark,
    ),
    shape('M0-230h250c60 110 160 190 390 230l-10 26H0Z', '#000', 'opacity=".08"'),
    box(-560, 26, 1120, 16, colour.gold),
    repeat(28, (index) => shape(`M${-560 + index * 40} 42h40l-20 20Z`, colour.straw)),
  )

const column = (x: number, top: number, bottom: number, thickness: number) =>
  box(x - thickness / 2, top, thickness, bottom - top, colour.wood) +
  box(x + thickness / 6, top, thickness / 3, bottom - top, '#000', 'opacity=".18"') +
  box(x - thickness, bottom - 34, thickness * 2, 34, colour.shade, 'rx="4"') +
  box(x - thickness * 0.8, top, thickness * 1.6, 18, colour.gold)

/** The hall from the street, in the afternoon. */
export const hallFront = () =>
  scene(
    fade('sky', '#bfe0e2', '#fdf1dc') +
      fade('lawn', '#a9c18a', '#7f9f66') +
      glow('sun', '#fff2c6') +
      fade('inside', '#c97f52', '#7a4526'),
    box(0, 0, width, height, 'url(#sky)'),
    disc(1290, 210, 330, 'url(#sun)'),
    disc(1290, 210, 66, '#fff4d2'),
    repeat(7, (index) => disc(index * 270, 690, 190, '#b9cfb0', 150)),
    tree(150, 770, 1.25),
    tree(1470, 765, 1.4, '#4f8256'),
    tree(300, 745, 0.8, '#79a56a'),
    box(0, 730, width, 270, 'url(#lawn)'),
    box(300, 466, 1000, 294, 'url(#inside)'),
    repeat(5, (index) => box(360 + index * 190, 520, 110, 190, '#fbe3b5', 'rx="54" opacity=".85"')),
    ...[330, 520, 1080, 1270].map((x) => column(x, 460, 770, 34)),
    figure(640, 764, 0.85, { clothes: colour.teal, veil: colour.straw }),
    figure(740, 764, 0.85, { clothes: colour.gold }),
    figure(880, 764, 0.85, { clothes: colour.brick, veil: colour.white }),
    figure(970, 764, 0.85, { clothes: '#47604a', peci: true }),
    joglo(800, 446, 0.9),
    box(556, 494, 488, 54, colour.teal, 'rx="8"'),
    lettering(800, 532, 31, 'SASONO KRIDA WARGA', colour.white, 'letter-spacing="2"'),
    box(250, 764, 1100, 40, colour.shade, 'rx="4"'),
    box(500, 784, 600, 26, '#f3e4c9', 'rx="4"'),
    box(450, 806, 700, 26, colour.shade, 'rx="4"'),
    shape('M600 832h400l260 168H340Z', '#eadcc2'),
    line('M570 900h460M500 950h600', '#000', 4, 'opacity=".06"'),
    plant(470, 800, 0.8),
    plant(1130, 800, 0.8),
    figure(420, 930, 1.1, { clothes: '#8a3d5c', veil: '#f3c9d3' }),
    figure(1190, 950, 1.15, { clothes: colour.teal }),
  )

const gong = (x: number, y: number, size: number) =>
  line(`M${x - size} ${y + size * 1.1}v${-size * 2.2}h${size * 2}v${size * 2.2}`, colour.wood, 14) +
  disc(x, y, size * 0.78, colour.gold) +
  disc(x, y, size * 0.5, '#a86f12') +
  disc(x, y, size * 0.24, colour.straw)

const metallophone = (x: number, y: number) =>
  box(x, y, 190, 62, colour.brick, 'rx="10"') +
  repeat(7, (index) => box(x + 12 + index * 24, y - 14, 16, 40 - index * 2, colour.straw, 'rx="3"')) +
  box(x + 8, y + 40, 174, 10, colour.gold, 'rx="5"')

const chair = (x: number, y: number, scale: number) =>
  at(
    x,
    y,
    scale,
    line('M-30 0v-60M30 0v-60', colour.dark, 8),
    box(-40, -74, 80, 20, colour.teal, 'rx="8"'),
    box(-38, -150, 76, 70, colour.teal, 'rx="14"'),
    box(-38, -150, 76, 22, '#fff', 'rx="11" opacity=".16"'),
  )

/** Inside: the stage with its gamelan, chairs set out for a meeting. */
export const hallInside = () =>
  scene(
    fade('back', '#f8e6c6', '#e3c493') +
      fade('floor', '#d9b98a', '#b98d5b') +
      fade('roof', '#5a3620', '#7c4e2c') +
      fade('stage', '#b3542b', '#7f3517') +
      glow('lamp', '#fff1c0', 0.9),
    box(0, 0, width, height, 'url(#back)'),
    shape('M0 0h1600v110l-360 150H360L0 110Z', 'url(#roof)'),
    repeat(9, (index) => line(`M${360 + index * 110} 260L${index * 200} 60`, '#000', 5, 'opacity=".16"')),
    shape('M0 1000V760l360-120h880l360 120v240Z', 'url(#floor)'),
    repeat(9, (index) =>
      line(`M${360 + index * 110} 640L${-240 + index * 260} 1000`, '#000', 3, 'opacity=".07"'),
    ),
    line('M180 700h1240M0 780h1600M0 880h1600', '#000', 3, 'opacity=".07"'),
    ...[60, 1380].map(
      (x) =>
        box(x, 330, 160, 250, '#d7edee', 'rx="80"') +
        line(`M${x + 80} 330v250M${x} 460h160`, colour.wood, 10),
    ),
    box(400, 300, 800, 330, '#8f3d1c'),
    repeat(20, (index) =>
      shape(`M${400 + index * 40} 300h40v300q-20 26-40 0Z`, index % 2 ? '#a84a24' : '#97421f'),
    ),
    box(400, 288, 800, 30, colour.gold),
    repeat(20, (index) => shape(`M${400 + index * 40} 318h40l-20 30Z`, colour.straw)),
    lettering(800, 410, 40, 'MANGKUBUMEN', colour.straw, 'letter-spacing="6" opacity=".95"'),
    box(360, 610, 880, 60, 'url(#stage)', 'rx="4"'),
    box(360, 604, 880, 14, colour.gold),
    gong(490, 520, 66),
    gong(1110, 520, 66),
    metallophone(600, 540),
    metallophone(810, 540),
    figure(560, 610, 0.62, { clothes: colour.dark, peci: true }),
    figure(800, 606, 0.66, { clothes: colour.teal, veil: colour.white }),
    figure(1040, 610, 0.62, { clothes: colour.dark, peci: true }),
    ...[300, 1300].map((x) => column(x, 200, 730, 46)),
    ...[130, 1470].map((x) => column(x, 130, 820, 62)),
    ...[560, 800, 1040].map(
      (x) =>
        disc(x, 190, 190, 'url(#lamp)', 150) +
        line(`M${x} 70v70`, colour.dark, 6) +
        shape(`M${x - 44} 176q44-60 88 0Z`, colour.straw),
    ),
    repeat(6, (index) => chair(470 + index * 132, 800, 0.8)),
    repeat(6, (index) => chair(395 + index * 162, 960, 1.02)),
  )

const awnings = [
  [colour.brick, colour.white],
  [colour.teal, '#e6f2f1'],
  [colour.gold, '#fff3d6'],
] as const

function stall(x: number, y: number, scale: number, index: number): string {
  const [first, second] = awnings[index % awnings.length] ?? awnings[0]
  const goods = [colour.gold, colour.brick, '#7da35a', colour.straw, '#8a3d5c']
  return at(
    x,
    y,
    scale,
    disc(0, 4, 210, '#000', 22, 'opacity=".15"'),
    box(-178, -330, 14, 330, colour.wood),
    box(164, -330, 14, 330, colour.wood),
    figure(
      index % 2 ? -50 : 40,
      -60,
      0.85,
      index % 2 ? { clothes: colour.teal, veil: colour.straw } : { clothes: colour.gold, peci: index === 2 },
    ),
    box(-190, -120, 380, 120, colour.clay, 'rx="6"'),
    box(-200, -134, 400, 24, colour.wood, 'rx="6"'),
    repeat(9, (piece) =>
      disc(-160 + piece * 40, -146, 19, goods[(piece + index) % goods.length] ?? colour.gold, 16),
    ),
    repeat(8, (piece) =>
      shape(`M${-210 + piece * 52.5}-330h52.5v64q-26 34-52.5 0Z`, piece % 2 ? second : first),
    ),
    shape('M-210-330l44-70h332l44 70Z', first),
    shape('M-210-330l44-70h332l44 70Z', '#fff', 'opacity=".12"'),
  )
}

/** The market of local products in the yard. */
export const hallMarket = () =>
  scene(
    fade('sky', '#cfe6e4', '#fdf0d8') + fade('yard', '#ead9ba', '#cfb58b') + glow('sun', '#fff2c6'),
    box(0, 0, width, height, 'url(#sky)'),
    disc(260, 180, 280, 'url(#sun)'),
    tree(90, 640, 1.3),
    tree(1520, 640, 1.35, '#4f8256'),
    at(800, 450, 0.62, joglo(0, 0, 1)),
    box(480, 470, 640, 150, '#b9764b'),
    ...[500, 640, 960, 1100].map((x) => column(x, 470, 620, 24)),
    box(0, 610, width, 390, 'url(#yard)'),
    line('M0 240q400 120 800 30t800-20', colour.dark, 3, 'opacity=".5"'),
    repeat(26, (index) =>
      shape(
        `M${20 + index * 62} ${262 + Math.round(30 * Math.sin(index / 4))}h38l-19 44Z`,
        [colour.brick, colour.gold, colour.teal, colour.white][index % 4] ?? colour.gold,
      ),
    ),
    stall(330, 780, 0.92, 0),
    stall(800, 760, 0.88, 1),
    stall(1270, 780, 0.92, 2),
    figure(560, 860, 1, { clothes: '#47604a' }),
    figure(640, 880, 1, { clothes: '#8a3d5c', veil: '#f3c9d3' }),
    figure(1040, 880, 1.05, { clothes: colour.brick, veil: colour.white }),
    figure(150, 920, 1.15, { clothes: colour.teal, peci: true }),
    figure(1450, 930, 1.15, { clothes: colour.gold, veil: '#f6ead6' }),
  )
