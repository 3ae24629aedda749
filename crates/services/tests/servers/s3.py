"""A real S3-compatible server with one bucket; prints its port."""

import sys

import boto3
from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
client = boto3.client(
    "s3",
    endpoint_url=f"http://{host}:{port}",
    region_name="eu-west-3",
    aws_access_key_id="test",
    aws_secret_access_key="test",
)
client.create_bucket(
    Bucket="hub", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"}
)
print(port, flush=True)
# The test closes standard input when it is done.
sys.stdin.read()
