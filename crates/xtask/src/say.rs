//! The one place that writes to the terminal.

use std::{io::Write, time::Duration};

/// Starts a part of the work.
pub fn heading(text: &str) {
    line(&format!("\n== {text}"));
}

/// One thing that is being done, or was found, within a part.
pub fn note(text: &str) {
    line(&format!("   {text}"));
}

/// One line as it is.
pub fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    // A reader that has gone (`… | head`) must not stop a build.
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// What went wrong, on the error stream.
pub fn failure(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "error: {text}");
}

/// A duration for people: `850 ms`, `12 s`, `3 min 05 s`.
pub fn duration(time: Duration) -> String {
    match time.as_secs() {
        0 => format!("{} ms", time.as_millis()),
        seconds @ 1..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(Duration::from_millis(850)), "850 ms");
        assert_eq!(duration(Duration::from_secs(59)), "59 s");
        assert_eq!(duration(Duration::from_secs(185)), "3 min 05 s");
    }
}
