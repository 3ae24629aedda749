//! Whether a JPEG is whole: decoders fill what is missing with grey.

/// What the frame header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// Whether all coefficients are in memory at once while it is decoded.
    pub(super) is_progressive: bool,
}

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

/// Follows the markers from the start of the image to its end. `None` if they
/// do not lead there.
pub(super) fn follow_markers(bytes: &[u8]) -> Option<Frame> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    let mut frame = None;
    loop {
        let (marker, after) = next_marker(rest)?;
        if marker == END_OF_IMAGE {
            return frame;
        }
        let length = usize::from(u16::from_be_bytes(after.get(..2)?.try_into().ok()?));
        rest = after.get(length.max(2)..)?;
        match marker {
            START_OF_SCAN => rest = skip_scan(rest)?,
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                frame = Some(Frame {
                    is_progressive: marker & 0x03 == 0x02,
                });
            }
            _ => {}
        }
    }
}

/// The next marker and what follows it; fill bytes before it are passed over.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let rest = bytes.strip_prefix(&[0xFF])?;
    let fill = rest.iter().take_while(|byte| **byte == 0xFF).count();
    let (marker, rest) = rest.get(fill..)?.split_first()?;
    Some((*marker, rest))
}

/// Passes over compressed data: in it 0xFF stands only before 0x00 and restart
/// markers.
fn skip_scan(bytes: &[u8]) -> Option<&[u8]> {
    let end = bytes.windows(2).position(
        |pair| matches!(pair, [0xFF, next] if !matches!(next, 0x00 | 0xD0..=0xD7 | 0xFF)),
    )?;
    bytes.get(end..)
}
