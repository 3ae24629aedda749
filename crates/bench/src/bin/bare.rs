//! The least that a server can do: `bare PORT FILE` answers every request with the
//! file's bytes. `cargo xtask bench` compares the service with it.

use actix_web::http::header::ContentType;
use actix_web::{App, HttpResponse, HttpServer, web};

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(port), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: bare PORT FILE".into());
    };
    let body = web::Bytes::from(std::fs::read(file)?);
    let app = move || {
        let body = body.clone();
        App::new().default_service(web::to(move || {
            let answer = HttpResponse::Ok()
                .content_type(ContentType::json())
                .body(body.clone());
            std::future::ready(answer)
        }))
    };
    HttpServer::new(app)
        .bind(("127.0.0.1", port.parse()?))?
        .run()
        .await?;
    Ok(())
}
