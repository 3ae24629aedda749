//! The choice of the mask (ISO/IEC 18004, 7.8.3): of eight, the one whose code
//! has the fewest features that mislead scanners.

use qrcode::Color;
use qrcode::canvas::{Canvas, MaskPattern};

const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// What looks like a finder pattern, with white before or after it.
const FINDERS: [[bool; 11]; 2] = [
    [
        true, false, true, true, true, false, true, false, false, false, false,
    ],
    [
        false, false, false, false, true, false, true, true, true, false, true,
    ],
];

/// The modules under the best mask, row by row, dark is true.
pub(super) fn apply_best(canvas: &Canvas, side: usize) -> Vec<bool> {
    let masked = MASKS.iter().map(|mask| {
        let mut canvas = canvas.clone();
        canvas.apply_mask(*mask);
        canvas
            .into_colors()
            .into_iter()
            .map(|color| color == Color::Dark)
            .collect::<Vec<bool>>()
    });
    masked
        .min_by_key(|modules| penalty(modules, side))
        .unwrap_or_default()
}

fn penalty(modules: &[bool], side: usize) -> usize {
    let mut columns = Vec::with_capacity(modules.len());
    for x in 0..side {
        columns.extend(modules.iter().skip(x).step_by(side));
    }
    let lines = modules.chunks(side).chain(columns.chunks(side));
    let dark = modules.iter().filter(|dark| **dark).count();
    let balance = (dark * 20).abs_diff(modules.len() * 10) / modules.len().max(1);
    lines.map(line_penalty).sum::<usize>() + block_penalty(modules, side) + 10 * balance
}

/// Runs of five and more, and false finder patterns.
fn line_penalty(line: &[bool]) -> usize {
    let runs = line
        .chunk_by(|left, right| left == right)
        .map(<[bool]>::len);
    let runs: usize = runs.filter(|run| *run >= 5).map(|run| run - 2).sum();
    let finders = line
        .windows(11)
        .filter(|part| FINDERS.iter().any(|finder| finder == part))
        .count();
    runs + 40 * finders
}

/// Squares of two by two in one colour.
fn block_penalty(modules: &[bool], side: usize) -> usize {
    let rows = modules.chunks(side).zip(modules.chunks(side).skip(1));
    let squares = rows.flat_map(|(upper, lower)| upper.windows(2).zip(lower.windows(2)));
    3 * squares
        .filter(|(upper, lower)| upper == lower && upper.first() == upper.last())
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_the_standard_counts() {
        assert_eq!(line_penalty(&[true; 7]), 5);
        assert_eq!(line_penalty(&[true, false, true, false, true]), 0);
        assert_eq!(line_penalty(&FINDERS[0]), 40);
        assert_eq!(block_penalty(&[true; 9], 3), 12);
        assert_eq!(penalty(&[true; 9], 3), 12 + 100);
    }

    #[test]
    fn chooses_as_the_library_does_in_its_own_slow_way() {
        let code =
            qrcode::QrCode::with_error_correction_level("CQC1:TEST", qrcode::EcLevel::Q).unwrap();
        let theirs: Vec<bool> = code
            .to_colors()
            .into_iter()
            .map(|color| color == Color::Dark)
            .collect();
        let ours = super::super::QrPicture::new("CQC1:TEST").unwrap();
        assert_eq!(ours.side, code.width());
        assert!(penalty(&ours.modules, ours.side) <= penalty(&theirs, code.width()));
    }
}
