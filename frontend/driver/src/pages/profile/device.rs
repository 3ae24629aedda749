//! What a browser calls itself, in words that its owner knows.

/// In this order: Edge and Opera say that they are Chrome too, and Chrome that
/// it is Safari.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// An iPad says that it is a Mac, and Android that it is Linux.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

/// "Chrome, Android"; what is not known stays as it is.
pub fn device_name(user_agent: &str) -> String {
    let known = |words: &[(&str, &'static str)]| {
        let found = words.iter().find(|(word, _)| user_agent.contains(word));
        found.map(|(_, name)| *name)
    };
    // Chrome and others on an iPhone.
    let browser = if user_agent.contains("CriOS/") {
        Some("Chrome")
    } else {
        known(&BROWSERS)
    };
    match (browser, known(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        _ => user_agent.to_owned(),
    }
}
