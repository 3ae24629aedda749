//! Imports run one way: who may reach what, and what builds alone.

use anyhow::{Result, bail};

use crate::{
    exec::Task,
    say,
    setup::{self, rust::WASM},
};

/// A crate, the target it is compiled for, and what it must not reach.
struct Wall {
    package: &'static str,
    target: &'static str,
    forbidden: &'static [&'static str],
}

const SERVER: &str = "all";

const BROWSER_FORBIDS: &[&str] = &[
    "diesel",
    "actix-web",
    "actix-http",
    "openssl-sys",
    "db",
    "documents",
    "services",
    "api",
];

const WALLS: [Wall; 7] = [
    Wall {
        package: "common",
        target: SERVER,
        forbidden: &[
            "diesel",
            "actix-web",
            "actix-http",
            "tokio",
            "reqwest",
            "db",
            "documents",
            "services",
            "api",
        ],
    },
    Wall {
        package: "documents",
        target: SERVER,
        forbidden: &[
            "diesel",
            "actix-web",
            "actix-http",
            "tokio",
            "reqwest",
            "db",
            "services",
            "api",
        ],
    },
    Wall {
        package: "db",
        target: SERVER,
        forbidden: &[
            "actix-web",
            "actix-http",
            "reqwest",
            "documents",
            "services",
            "api",
        ],
    },
    Wall {
        package: "services",
        target: SERVER,
        forbidden: &["actix-web", "actix-http", "api"],
    },
    Wall {
        package: "ui",
        target: WASM,
        forbidden: BROWSER_FORBIDS,
    },
    Wall {
        package: "driver",
        target: WASM,
        forbidden: BROWSER_FORBIDS,
    },
    Wall {
        package: "staff",
        target: WASM,
        forbidden: BROWSER_FORBIDS,
    },
];

/// Fails when a crate reaches what it must not, `common` does not compile for
/// the browser, or the server does not compile with one engine alone.
pub fn check() -> Result<()> {
    setup::rust::toolchain()?;
    let mut findings = Vec::new();
    for wall in &WALLS {
        let tree = Task::cargo(["tree", "--package", wall.package, "--target", wall.target])
            .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
            .read()?;
        findings.extend(
            reached(&tree, wall.forbidden).map(|found| format!("{} reaches {found}", wall.package)),
        );
    }
    if !findings.is_empty() {
        bail!("{}", findings.join(", "));
    }
    say::note("imports run one way");
    Task::cargo(["check", "--package", "common", "--target", WASM]).quiet("check-common-wasm")?;
    for engine in ["sqlite", "postgres"] {
        Task::cargo(["check", "--package", "api", "--no-default-features"])
            .args(["--features", engine])
            .quiet(&format!("check-{engine}-alone"))?;
    }
    Ok(())
}

/// The forbidden packages in a tree of which each line is `name version …`.
fn reached<'wall>(
    tree: &str,
    forbidden: &'wall [&'wall str],
) -> impl Iterator<Item = &'wall &'wall str> {
    forbidden.iter().filter(move |name| {
        let name = format!("{name} ");
        tree.lines().any(|line| line.starts_with(&name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_compared() {
        let tree = "common v0.1.0 (/x)\ndiesel_derives v2.3.0\nserde v1.0.0\n";
        assert_eq!(reached(tree, &["diesel", "actix-web"]).count(), 0);
        assert_eq!(reached(tree, &["diesel", "serde"]).count(), 1);
    }
}
