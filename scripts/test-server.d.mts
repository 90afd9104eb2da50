// The types of test-server.mjs, for the tests.
export declare class TestServer {
  readonly port: number;
  restart(): Promise<void>;
  kill(): Promise<void>;
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}
