//! An HTTP client that costs next to nothing, so that the processors are left to
//! the server that is measured: requests are bytes, sent on one connection.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// An answer that takes longer is a failure.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// A request's bytes, put together line by line.
pub struct Request {
    head: String,
    body: String,
}

impl Request {
    /// Reads an address.
    pub fn get(path: &str) -> Self {
        Self {
            head: format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n"),
            body: String::new(),
        }
    }

    /// Sends a body of that media type.
    pub fn post(path: &str, media_type: &str, body: String) -> Self {
        let length = body.len();
        Self {
            head: format!(
                "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n"
            ),
            body,
        }
    }

    /// Sends JSON.
    pub fn post_json(path: &str, body: &Value) -> Self {
        Self::post(path, "application/json", body.to_string())
    }

    /// One more header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// Says for whom it speaks.
    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    /// Comes from one of many networks, as the proxy in front would say. Limits
    /// per network hold as they do for people who are not all behind one address.
    pub fn behind_network(self, number: usize) -> Self {
        let (high, low) = (number >> 16, number & 0xffff);
        self.header("X-Forwarded-For", &format!("2001:db8:{high:x}:{low:x}::1"))
    }

    /// What goes over the wire.
    pub fn bytes(&self) -> Vec<u8> {
        format!("{}\r\n{}", self.head, self.body).into_bytes()
    }
}

/// An answer.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body of a success as JSON.
    pub fn json(&self) -> Result<Value> {
        if !self.is_success() {
            let text = String::from_utf8_lossy(&self.body);
            bail!("the server answered {}: {text}", self.status);
        }
        serde_json::from_slice(&self.body).context("the server wrote no JSON")
    }

    /// Whether the status is 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// A connection that is kept open.
pub struct Connection {
    stream: BufReader<TcpStream>,
    line: Vec<u8>,
}

impl Connection {
    /// Connects to a port of this machine.
    pub fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(LONGEST_WAIT))?;
        Ok(Self {
            stream: BufReader::with_capacity(32 << 10, stream),
            line: Vec::with_capacity(512),
        })
    }

    /// Sends a request and waits for its answer.
    pub fn send(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.get_mut().write_all(request)?;
        let status = self.read_status()?;
        let length = self.read_length()?;
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, body })
    }

    fn read_line(&mut self) -> Result<&[u8]> {
        self.line.clear();
        if self.stream.read_until(b'\n', &mut self.line)? == 0 {
            bail!("the server closed the connection");
        }
        Ok(self.line.trim_ascii_end())
    }

    fn read_status(&mut self) -> Result<u16> {
        let line = std::str::from_utf8(self.read_line()?)?;
        let status = line.split(' ').nth(1).and_then(|word| word.parse().ok());
        status.with_context(|| format!("no status in {line:?}"))
    }

    /// Reads the headers, of which the length matters.
    fn read_length(&mut self) -> Result<usize> {
        const NAME: &[u8] = b"content-length:";
        let mut length = 0;
        loop {
            let line = self.read_line()?;
            if line.is_empty() {
                return Ok(length);
            }
            if let Some((name, value)) = line.split_at_checked(NAME.len())
                && name.eq_ignore_ascii_case(NAME)
            {
                length = std::str::from_utf8(value)?.trim().parse()?;
            } else if line.eq_ignore_ascii_case(b"transfer-encoding: chunked") {
                bail!("answers in chunks are not understood");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_has_its_headers_and_its_length() {
        let body = serde_json::json!({"a": 1});
        let request = Request::post_json("/x", &body)
            .bearer("t")
            .behind_network(70_000);
        let text = String::from_utf8(request.bytes()).unwrap();
        assert!(
            text.starts_with("POST /x HTTP/1.1\r\nHost: localhost\r\n"),
            "{text}"
        );
        assert!(
            text.contains("Content-Length: 7\r\nAuthorization: Bearer t\r\n"),
            "{text}"
        );
        assert!(
            text.ends_with("X-Forwarded-For: 2001:db8:1:1170::1\r\n\r\n{\"a\":1}"),
            "{text}"
        );
    }
}
