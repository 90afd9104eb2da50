// A certificate for 127.0.0.1 and its key, for tests alone: made once, signed by itself, good for a hundred years.

function pem(kind: string, lines: readonly string[]): string {
  return [`-----BEGIN ${kind}-----`, ...lines, `-----END ${kind}-----`, ""].join("\n");
}

export const testKey = pem("PRIVATE KEY", [
  "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgCpjn25lK899ldWtO",
  "lR9mMTgte3jzncVVIH1R3XnrdTGhRANCAATekujJMcDKs/qmrZwrXfGhWMXgrTKv",
  "zCDCxTwH8oTVYP194A+t/XjkL39wz6o9ni48+m4/XnFVqtr6vnZVns5B",
]);

export const testCertificate = pem("CERTIFICATE", [
  "MIIBnDCCAUGgAwIBAgIUa6oLZmR3IWzmosEufp+4EMHWjFkwCgYIKoZIzj0EAwIw",
  "FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzEwMjczN1oYDzIxMjYxMDMw",
  "MTAyNzM3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO",
  "PQMBBwNCAATekujJMcDKs/qmrZwrXfGhWMXgrTKvzCDCxTwH8oTVYP194A+t/Xjk",
  "L39wz6o9ni48+m4/XnFVqtr6vnZVns5Bo28wbTAdBgNVHQ4EFgQUVxriQ8oCwwFC",
  "VaEQJAtrae/+vtYwHwYDVR0jBBgwFoAUVxriQ8oCwwFCVaEQJAtrae/+vtYwDwYD",
  "VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI",
  "zj0EAwIDSQAwRgIhAN2k3Krt5/9tOgLrS4B2KgEahcLYfurcPLjAcz4F37bNAiEA",
  "yREbJ9Lvp2DkFeuYuGQSR0ikSCmh1+NNG+GchFGh2xw=",
]);
