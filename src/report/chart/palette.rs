//! Colours that stay apart for the colour-blind and on paper, and the sizes of text.

use plotters::style::RGBColor;

pub const INK: RGBColor = RGBColor(31, 41, 51);
pub const SOFT: RGBColor = RGBColor(91, 103, 115);
pub const GRID: RGBColor = RGBColor(226, 231, 236);
/// Of a box with text in it.
pub const TINT: RGBColor = RGBColor(241, 246, 250);
pub const PAPER: RGBColor = RGBColor(255, 255, 255);

/// What the chart is about.
pub const MAIN: RGBColor = RGBColor(23, 92, 141);
/// Beside it: a target, those who were not helped.
pub const ACCENT: RGBColor = RGBColor(201, 92, 20);

pub const MET: RGBColor = RGBColor(16, 110, 90);
pub const MISSED: RGBColor = RGBColor(178, 50, 28);
pub const UNCERTAIN: RGBColor = RGBColor(122, 94, 0);

/// Red, green and blue, for who does not draw with plotters.
pub type Rgb = (u8, u8, u8);

pub fn rgb(RGBColor(red, green, blue): RGBColor) -> Rgb {
    (red, green, blue)
}

/// In plotters' measure, a quarter more than the size on the page.
pub const TITLE: f64 = 19.0;
pub const TEXT: f64 = 16.0;
pub const SMALL: f64 = 14.5;

/// From light to dark for occupancy, in one hue: lightness alone carries the order.
const STEPS: [RGBColor; 6] = [
    RGBColor(239, 244, 248),
    RGBColor(207, 224, 236),
    RGBColor(158, 194, 219),
    RGBColor(94, 152, 194),
    RGBColor(37, 104, 155),
    RGBColor(10, 54, 97),
];

/// Lower bounds of the steps, as shares.
pub const STEP_BOUNDS: [f64; 6] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9];

/// The colour of a share and one to write on it.
pub fn step(share: f64) -> (RGBColor, RGBColor) {
    // the cell shows whole percents, so its colour goes by those
    let percent = (share * 100.0).round() / 100.0;
    let index = STEP_BOUNDS.iter().rposition(|bound| percent >= *bound).unwrap_or(0);
    (STEPS[index], if index >= 4 { PAPER } else { INK })
}

/// The colour of a part 0 ..= 1 of a range, darker for more, and one to write on it.
pub fn shade(part: f64) -> (RGBColor, RGBColor) {
    let index = ((part.clamp(0.0, 1.0) * STEPS.len() as f64) as usize).min(STEPS.len() - 1);
    (STEPS[index], if index >= 4 { PAPER } else { INK })
}

/// How many shades there are.
pub const SHADES: usize = STEPS.len();

/// Of lines beside each other.
pub const LINES: [RGBColor; 6] =
    [MAIN, ACCENT, MET, RGBColor(122, 62, 150), RGBColor(92, 92, 92), RGBColor(190, 60, 110)];
