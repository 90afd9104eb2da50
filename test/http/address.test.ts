// Whose requests count together: an address of IPv4, or a network of IPv6.
import { expect } from "chai";
import { addressOf, type LiveRequest } from "../../src/http/request.js";

const of = (remoteAddress?: string) =>
  addressOf({ headers: {}, socket: { remoteAddress } } as unknown as LiveRequest);

describe("the address of a request", () => {
  it("is one of IPv4 as it is, however the socket writes it", () => {
    expect(of("203.0.113.7")).to.equal("203.0.113.7");
    expect(of("::ffff:203.0.113.7")).to.equal("203.0.113.7");
    expect(of(undefined)).to.equal("");
  });

  it("is the network of one of IPv6, however short it is written", () => {
    expect(of("2001:db8:1:2:3:4:5:6")).to.equal("2001:db8:1:2");
    expect(of("2001:db8:1:2::9")).to.equal("2001:db8:1:2");
    expect(of("2001:db8::1")).to.equal("2001:db8:0:0");
    expect(of("2001:db8::")).to.equal("2001:db8:0:0");
    expect(of("2001:db8::2:3:4:5:6")).to.equal("2001:db8:0:2");
    expect(of("fe80::1%eth0")).to.equal("fe80:0:0:0");
    expect(of("::1")).to.equal("0:0:0:0");
  });

  it("is what a proxy says only where Express trusts it", () => {
    const headers = { "x-forwarded-for": "2001:db8:1:2::9" };
    const socket = { remoteAddress: "127.0.0.1" };
    const forwarded = (ip: string) => addressOf({ headers, socket, ip } as unknown as LiveRequest);
    expect(forwarded("2001:db8:1:2::9")).to.equal("2001:db8:1:2");
    expect(forwarded("127.0.0.1")).to.equal("127.0.0.1");
  });
});
