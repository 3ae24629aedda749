//! Which part of a picture the frame shows: pure arithmetic.

use common::validation::uploads::MIN_PHOTO_WIDTH;

/// Width by height of an identity photo: 35 by 45 mm.
pub(super) const ASPECT: f64 = 35.0 / 45.0;

const MAX_ZOOM: f64 = 4.0;

/// Which part of a picture the frame shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct ViewPort {
    /// Width of the picture as it came.
    width: f64,
    /// Height of the picture as it came.
    height: f64,
    /// Quarter turns to the right.
    turns: u8,
    /// 1 when the frame shows as much as it can.
    zoom: f64,
    /// Middle of the frame in the turned picture.
    middle: (f64, f64),
}

impl ViewPort {
    /// Shows as much as the frame can, somewhat above the middle, where faces are.
    pub(super) fn new(width: u32, height: u32) -> Self {
        let (width, height) = (f64::from(width), f64::from(height));
        let start = Self {
            width,
            height,
            turns: 0,
            zoom: 1.0,
            middle: (width / 2.0, height * 0.45),
        };
        start.kept_inside()
    }

    /// Width and height of the picture after turning.
    fn turned(self) -> (f64, f64) {
        if self.turns % 2 == 1 {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        }
    }

    /// Width of the widest frame that fits.
    fn widest(self) -> f64 {
        let (width, height) = self.turned();
        width.min(height * ASPECT)
    }

    /// Width of the frame in pixels of the picture.
    pub(super) fn frame_width(self) -> f64 {
        self.widest() / self.zoom
    }

    /// Whether the picture has pixels enough for a card.
    pub(super) fn is_large_enough(self) -> bool {
        self.widest() >= f64::from(MIN_PHOTO_WIDTH)
    }

    /// How far one can zoom before the pixels show on the card.
    pub(super) fn max_zoom(self) -> f64 {
        (self.widest() / f64::from(MIN_PHOTO_WIDTH)).clamp(1.0, MAX_ZOOM)
    }

    pub(super) const fn zoom(self) -> f64 {
        self.zoom
    }

    pub(super) const fn turns(self) -> u8 {
        self.turns
    }

    /// From the middle of the turned picture to the middle of the frame.
    pub(super) fn offset(self) -> (f64, f64) {
        let (width, height) = self.turned();
        (self.middle.0 - width / 2.0, self.middle.1 - height / 2.0)
    }

    pub(super) fn zoomed(mut self, zoom: f64) -> Self {
        self.zoom = zoom.clamp(1.0, self.max_zoom());
        self.kept_inside()
    }

    /// Moves the picture by a share of the frame's width.
    pub(super) fn moved(mut self, right: f64, down: f64) -> Self {
        self.middle.0 -= right * self.frame_width();
        self.middle.1 -= down * self.frame_width();
        self.kept_inside()
    }

    /// Turns by a quarter to the right, and shows as much as it can again.
    pub(super) fn turned_right(mut self) -> Self {
        self.turns = (self.turns + 1) % 4;
        self.zoom = 1.0;
        let (width, height) = self.turned();
        self.middle = (width / 2.0, height * 0.45);
        self.kept_inside()
    }

    fn kept_inside(mut self) -> Self {
        let (width, height) = self.turned();
        let half = (self.frame_width() / 2.0, self.frame_width() / ASPECT / 2.0);
        // At the very edge rounding may put the least above the most.
        self.middle.0 = self.middle.0.min(width - half.0).max(half.0);
        self.middle.1 = self.middle.1.min(height - half.1).max(half.1);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(port: ViewPort) -> bool {
        let (width, height) = port.turned();
        let (w, h) = (port.frame_width(), port.frame_width() / ASPECT);
        let near = -1e-6;
        port.middle.0 - w / 2.0 >= near
            && port.middle.1 - h / 2.0 >= near
            && width - port.middle.0 - w / 2.0 >= near
            && height - port.middle.1 - h / 2.0 >= near
    }

    #[test]
    fn the_frame_never_leaves_the_picture() {
        for (width, height) in [
            (4000, 3000),
            (3000, 4000),
            (500, 5000),
            (413, 531),
            (35, 45),
        ] {
            let mut port = ViewPort::new(width, height);
            assert!(inside(port));
            for step in 0..8 {
                port = port.zoomed(f64::from(step) * 0.7).moved(9.0, -9.0);
                assert!(inside(port), "{port:?}");
                port = port.moved(-20.0, 20.0).turned_right();
                assert!(inside(port), "{port:?}");
            }
        }
    }

    #[test]
    fn zooming_stops_where_a_card_would_lack_pixels() {
        let port = ViewPort::new(826, 1062).zoomed(9.0);
        assert!(port.frame_width() >= f64::from(MIN_PHOTO_WIDTH) - 1e-6);
        assert!(ViewPort::new(413, 531).is_large_enough());
        assert!(!ViewPort::new(400, 900).is_large_enough());
    }
}
