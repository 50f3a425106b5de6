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
  width,
} from './draw.ts'

const laptop = (x: number, y: number, scale: number) =>
  at(
    x,
    y,
    scale,
    box(-50, -70, 100, 68, colour.dark, 'rx="6"'),
    box(-44, -64, 88, 54, colour.mist),
    shape('M-62 0h124l-8 10h-108Z', '#b9b2a8'),
  )

const chairBack = (x: number, y: number, scale: number, tint: string) =>
  at(
    x,
    y,
    scale,
    line('M0 0v-40M-26 0h52', colour.dark, 8),
    box(-52, -140, 104, 108, tint, 'rx="22"'),
    box(-52, -140, 104, 30, '#fff', 'rx="15" opacity=".18"'),
  )

/** The meeting room of the kelurahan. */
export const meetingRoom = () =>
  scene(
    fade('wall', '#f7efe0', '#ead9bd') +
      fade('floor', '#c9a878', '#a98555') +
      fade('table', '#9a6238', '#75482a') +
      glow('lamp', '#fff3c8', 0.8),
    box(0, 0, width, height, 'url(#wall)'),
    shape('M0 1000V790l260-90h1080l260 90v210Z', 'url(#floor)'),
    box(60, 230, 250, 330, '#d4ebec', 'rx="8"'),
    line('M185 230v330M60 395h250', colour.white, 12),
    box(46, 214, 278, 362, 'none', `rx="10" stroke="${colour.wood}" stroke-width="18"`),
    repeat(2, (index) => disc(130 + index * 110, 520, 62, '#88b07a', 40, 'opacity=".6"')),
    box(520, 210, 560, 330, colour.white, `rx="10" stroke="#b9b2a8" stroke-width="10"`),
    lettering(800, 285, 36, 'Musyawarah Warga', colour.teal),
    line('M590 340h330M590 385h420M590 430h260', colour.dark, 8, 'opacity=".35"'),
    shape('M930 500v-70h34v70ZM980 500v-110h34v110Z', colour.gold),
    shape('M880 500v-40h34v40Z', colour.brick),
    box(1290, 250, 210, 150, colour.brick, 'rx="6"'),
    box(1290, 325, 210, 75, colour.white),
    box(1290, 250, 210, 150, 'none', `rx="6" stroke="${colour.gold}" stroke-width="10"`),
    box(1270, 470, 250, 26, colour.wood, 'rx="6"'),
    repeat(6, (index) =>
      box(
        1290 + index * 34,
        412,
        24,
        58,
        [colour.teal, colour.gold, colour.clay][index % 3] ?? colour.teal,
        'rx="3"',
      ),
    ),
    ...[540, 1060].map(
      (x) =>
        disc(x, 130, 230, 'url(#lamp)', 190) +
        line(`M${x} 0v80`, colour.dark, 6) +
        shape(`M${x - 70} 128q70-90 140 0Z`, colour.teal),
    ),
    figure(470, 700, 0.95, { clothes: colour.teal, veil: colour.straw }),
    figure(690, 700, 0.95, { clothes: '#47604a', peci: true }),
    figure(910, 700, 0.95, { clothes: colour.brick, veil: colour.white }),
    figure(1130, 700, 0.95, { clothes: colour.gold }),
    disc(800, 930, 720, '#000', 40, 'opacity=".12"'),
    shape('M330 660h940l180 190H150Z', 'url(#table)'),
    box(150, 850, 1300, 34, '#5d3820', 'rx="8"'),
    shape('M330 660h940l20 20H310Z', '#fff', 'opacity=".14"'),
    laptop(560, 750, 1),
    laptop(1040, 750, 1),
    repeat(3, (index) =>
      box(690 + index * 90, 730, 60, 40, colour.white, 'transform="skewX(-8)" opacity=".92"'),
    ),
    repeat(4, (index) => box(400 + index * 250, 700, 26, 40, colour.mist, 'rx="6" opacity=".9"')),
    repeat(4, (index) => chairBack(360 + index * 290, 985, 1.1, colour.teal)),
    plant(1450, 780, 1.2),
  )

const desk = (x: number, y: number, scale: number) =>
  at(
    x,
    y,
    scale,
    disc(0, 6, 230, '#000', 20, 'opacity=".12"'),
    line('M-190 0v-140M190 0v-140', colour.dark, 12),
    box(-220, -160, 440, 26, '#d9a56a', 'rx="8"'),
    box(-220, -140, 440, 8, '#000', 'opacity=".12"'),
    laptop(-70, -162, 0.95),
    shape('M120-162v-70l-30-40', 'none', `stroke="${colour.dark}" stroke-width="9"`),
    shape('M64-262l36-34 30 30-30 22Z', colour.brick),
    box(160, -196, 30, 36, colour.white, 'rx="5"'),
  )

const skyline = [150, 240, 180, 300, 130, 210, 270, 160, 330, 190, 140, 250, 170]

/** The co-working floor, with the city behind the windows. */
export const coworking = () =>
  scene(
    fade('wall', '#f3efe7', '#e2d9c8') +
      fade('floor', '#c4a57c', '#a3845a') +
      fade('out', '#bcdfe4', '#fbead0') +
      glow('lamp', '#fff3c8', 0.85),
    box(0, 0, width, height, 'url(#wall)'),
    box(90, 150, 1060, 420, 'url(#out)'),
    repeat(13, (index) =>
      box(
        100 + index * 82,
        570 - (skyline[index] ?? 150),
        70,
        skyline[index] ?? 150,
        index % 2 ? '#a9c4c9' : '#93b3ba',
      ),
    ),
    shape('M90 570v-60q260-60 530 0t530 0v60Z', '#89ab80'),
    box(90, 150, 1060, 420, 'none', `stroke="${colour.dark}" stroke-width="18"`),
    line('M355 150v420M620 150v420M885 150v420', colour.dark, 12),
    box(1210, 150, 320, 470, '#dfe9e4', 'rx="12"'),
    ...[270, 390, 510].map((y) => box(1230, y, 280, 16, colour.wood, 'rx="4"')),
    repeat(5, (index) =>
      box(
        1246 + index * 52,
        206 + (index % 2) * 14,
        38,
        64 - (index % 2) * 14,
        [colour.brick, colour.gold, colour.teal, colour.straw, '#8a3d5c'][index] ?? colour.gold,
        'rx="6"',
      ),
    ),
    repeat(5, (index) =>
      disc(
        1266 + index * 52,
        362,
        22,
        [colour.gold, colour.mist, colour.clay, colour.leaf, colour.brick][index] ?? colour.gold,
        26,
      ),
    ),
    repeat(4, (index) =>
      box(
        1250 + index * 64,
        446,
        46,
        64,
        [colour.teal, colour.straw, colour.clay, '#8a3d5c'][index] ?? colour.teal,
        'rx="5"',
      ),
    ),
    lettering(1370, 194, 26, 'Produk lokal', colour.teal),
    shape('M0 1000V700h1600v300Z', 'url(#floor)'),
    line('M0 780h1600M0 880h1600', '#000', 3, 'opacity=".06"'),
    ...[330, 780, 1230].map(
      (x) =>
        disc(x, 120, 200, 'url(#lamp)', 170) +
        line(`M${x} 0v66`, colour.dark, 5) +
        disc(x, 92, 34, colour.straw),
    ),
    figure(300, 760, 0.95, { clothes: colour.teal, veil: '#f3c9d3' }),
    figure(760, 760, 0.95, { clothes: colour.brick }),
    figure(1240, 790, 1, { clothes: '#47604a', veil: colour.white }),
    desk(360, 850, 1),
    desk(850, 850, 1),
    desk(1330, 880, 1.05),
    plant(80, 860, 1.3),
    plant(1110, 800, 0.9),
  )

const microphone = (x: number, y: number) =>
  line(`M${x} ${y}v130l-60 40`, colour.dark, 10) +
  box(x - 30, y - 90, 60, 110, '#4a4038', 'rx="30"') +
  line(`M${x - 24} ${y - 56}h48M${x - 24} ${y - 34}h48`, '#b9b2a8', 6)

/** The podcast room. */
export const podcastRoom = () =>
  scene(
    fade('wall', '#16494b', '#0c3133') + fade('table', '#b0763f', '#8a5429') + glow('lamp', '#ffd98a', 0.75),
    box(0, 0, width, height, 'url(#wall)'),
    repeat(48, (index) =>
      shape(
        `M${40 + (index % 12) * 130} ${60 + Math.floor(index / 12) * 130}l60 40-60 40-60-40Z`,
        '#fff',
        `opacity="${index % 3 ? '.05' : '.09'}"`,
      ),
    ),
    disc(800, 240, 420, 'url(#lamp)', 330),
    box(560, 170, 480, 110, 'none', `rx="55" stroke="${colour.straw}" stroke-width="10"`),
    lettering(800, 246, 56, 'SIARAN', colour.straw, 'letter-spacing="10"'),
    figure(430, 830, 1.9, { clothes: colour.gold, veil: colour.white }),
    figure(1170, 830, 1.9, { clothes: colour.brick, peci: true }),
    box(160, 760, 1280, 60, 'url(#table)', 'rx="14"'),
    box(240, 820, 1120, 180, '#5d3820'),
    microphone(620, 650),
    microphone(980, 650),
    box(740, 700, 120, 60, colour.mist, 'rx="8"'),
    repeat(4, (index) =>
      box(752 + index * 26, 716 + (index % 2) * 8, 16, 32 - (index % 2) * 8, colour.teal, 'rx="3"'),
    ),
    plant(120, 980, 1.5),
    plant(1480, 980, 1.5),
  )
