//! `docker-compose.yml`, read without docker: what each part must be told so that
//! all of them together are a service.

use std::collections::BTreeMap;
use std::path::PathBuf;

use api::commands::{Cli, Command};
use clap::{CommandFactory as _, Parser as _};
use serde_yaml::Value;
use url::Url;

/// The image that all our own services run.
const IMAGE: &str = "cqc-hub:local";

fn file(name: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(name)).unwrap()
}

fn compose() -> Value {
    let mut document: Value = serde_yaml::from_str(&file("docker-compose.yml")).unwrap();
    document.apply_merge().unwrap();
    document
}

fn service<'a>(compose: &'a Value, name: &str) -> &'a Value {
    compose["services"]
        .get(name)
        .unwrap_or_else(|| panic!("there is no service {name}"))
}

/// The services that run `cqc-hub`, by name.
fn ours(compose: &Value) -> Vec<(&str, &Value)> {
    let all = compose["services"].as_mapping().unwrap();
    all.iter()
        .filter(|(_, service)| service["image"] == IMAGE)
        .map(|(name, service)| (name.as_str().unwrap(), service))
        .collect()
}

fn texts(value: &Value) -> Vec<&str> {
    let list = value.as_sequence().map(Vec::as_slice).unwrap_or_default();
    list.iter().map(|item| item.as_str().unwrap()).collect()
}

/// `ENV` of the image, below what the service sets itself.
fn environment(service: &Value) -> BTreeMap<String, String> {
    let dockerfile = file(".docker/Dockerfile").replace("\\\n", " ");
    let lines = dockerfile
        .lines()
        .filter_map(|line| line.strip_prefix("ENV "));
    let mut all: BTreeMap<String, String> = lines
        .flat_map(str::split_whitespace)
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    for (name, value) in service["environment"].as_mapping().unwrap() {
        let value = value.as_str().expect("quote numbers and booleans");
        all.insert(name.as_str().unwrap().to_owned(), value.to_owned());
    }
    all
}

/// What the program makes of its environment; a variable that it does not know
/// fails the test.
fn started(service: &Value) -> Cli {
    let program = Cli::command();
    let flags = environment(service).into_iter().map(|(name, value)| {
        let argument = program
            .get_arguments()
            .find(|argument| {
                argument
                    .get_env()
                    .is_some_and(|known| known == name.as_str())
            })
            .unwrap_or_else(|| panic!("{name} is no variable of cqc-hub"));
        format!("--{}={value}", argument.get_long().unwrap())
    });
    let command = texts(&service["command"]).join(" ");
    Cli::try_parse_from(["cqc-hub".to_owned(), command].into_iter().chain(flags)).unwrap()
}

#[test]
fn every_part_is_there() {
    let compose = compose();
    for (name, image) in [
        ("database", "postgres:"),
        ("mail", "axllent/mailpit:"),
        ("storage", "chrislusf/seaweedfs:"),
        ("proxy", "caddy:"),
    ] {
        let found = service(&compose, name)["image"].as_str().unwrap();
        assert!(found.starts_with(image), "{name}: {found}");
    }
    let api = service(&compose, "api");
    assert_eq!(api["deploy"]["replicas"], 2);
    assert!(matches!(started(api).command, Command::Serve));
    assert!(matches!(
        started(service(&compose, "worker")).command,
        Command::Worker
    ));
    let names: Vec<_> = ours(&compose).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["migrate", "demo", "api", "worker"]);
}

#[test]
fn replicas_are_reached_by_the_proxy_and_see_whom_it_serves() {
    let compose = compose();
    let http = started(service(&compose, "api")).config.http;
    assert!(
        http.host.is_unspecified(),
        "{} is the replica's own",
        http.host
    );
    assert!(http.trust_proxy, "every client would count as the proxy");
    let caddy = file(".docker/Caddyfile");
    assert!(caddy.contains(&format!("dynamic a api {}", http.port)));
    assert!(caddy.contains("header_up X-Forwarded-For {remote_host}"));
    let public = http.public_url.unwrap();
    let published = texts(&service(&compose, "proxy")["ports"]);
    let port = public.port().unwrap();
    assert_eq!(published, [format!("127.0.0.1:{port}:8080")]);
}

#[test]
fn the_numbers_are_not_published() {
    let compose = compose();
    let caddy = file(".docker/Caddyfile");
    let refusal = caddy
        .lines()
        .map(str::trim)
        .position(|line| line == "respond /metrics* 404");
    assert!(refusal.is_some(), "the proxy publishes /metrics");
    for (name, service) in ours(&compose) {
        assert!(
            service.get("ports").is_none(),
            "{name} goes round the proxy"
        );
    }
}

#[test]
fn replicas_and_workers_sign_with_the_same_keys() {
    let compose = compose();
    let declared = compose["volumes"].as_mapping().unwrap();
    for (name, service) in ours(&compose) {
        let config = started(service).config;
        let keys = config.data_dir.join("keys");
        let mounts = texts(&service["volumes"]);
        let mounted = mounts
            .iter()
            .find_map(|mount| mount.strip_suffix(keys.to_str().unwrap()));
        let volume = mounted.unwrap_or_else(|| panic!("{name} makes keys of its own"));
        assert_eq!(volume, "keys:", "{name}");
    }
    assert!(declared.contains_key("keys"));
    let made = "install --directory --owner=cqc-hub --mode=0700 /data/keys";
    assert!(
        file(".docker/Dockerfile").contains(made),
        "the volume would be root's"
    );
}

#[test]
fn all_share_the_database_the_files_and_the_mail_server() {
    let compose = compose();
    let there = service(&compose, "database")["environment"].clone();
    let s3: serde_json::Value = serde_json::from_str(&file(".docker/s3.json")).unwrap();
    let key = &s3["identities"][0]["credentials"][0];
    for (name, service) in ours(&compose) {
        let variables = environment(service);
        let url = |variable: &str| Url::parse(&variables[variable]).unwrap();
        let database = url("CQC_DATABASE_URL");
        assert_eq!(database.host_str(), Some("database"), "{name}");
        assert_eq!(there["POSTGRES_USER"], database.username());
        assert_eq!(there["POSTGRES_PASSWORD"], database.password().unwrap());
        assert_eq!(
            there["POSTGRES_DB"],
            database.path().trim_start_matches('/')
        );
        assert_eq!(url("CQC_SMTP_URL").host_str(), Some("mail"), "{name}");
        assert_eq!(url("CQC_S3_ENDPOINT").host_str(), Some("storage"), "{name}");
        assert_eq!(key["accessKey"], variables["CQC_S3_ACCESS_KEY_ID"]);
        assert_eq!(key["secretKey"], variables["CQC_S3_SECRET_ACCESS_KEY"]);
        let bucket = self::service(&compose, "bucket")["entrypoint"].clone();
        let made = format!("-name {}'", variables["CQC_S3_BUCKET"]);
        assert!(texts(&bucket).iter().any(|word| word.contains(&made)));
    }
}

#[test]
fn somebody_can_sign_in_and_only_workers_run_jobs() {
    let compose = compose();
    let api = service(&compose, "api");
    assert!(!started(api).config.serves_jobs());
    assert!(matches!(
        started(service(&compose, "demo")).command,
        Command::Demo
    ));
    // The data are made by jobs too, which a worker must not take away.
    for name in ["api", "worker"] {
        let waits = &service(&compose, name)["depends_on"]["demo"]["condition"];
        assert_eq!(waits, "service_completed_successfully", "{name}");
    }
    for before in ["migrate", "bucket"] {
        let waits = &service(&compose, "demo")["depends_on"][before]["condition"];
        assert_eq!(waits, "service_completed_successfully", "{before}");
    }
}
