// The words that the debug log has for each frame.
import { expect } from "chai";
import { wordsOfReceived, wordsOfSent } from "../../../client/debug/frame-words.js";

describe("the words of the debug log", () => {
  it("say what the page sends", () => {
    const frames: [string, string, ...unknown[]][] = [
      ['[0,1,"1.secret","42",1]', "join as 1"],
      ['[0,2,"1.secret","42",1,7,12,3]', "join as 2, has seq 12 of epoch 7, ref 3"],
      ['[1,1,3,2,"increment"]', "event 3: increment"],
      ['[1,1,4,2,"@Zk3_9a1",9,{"id":"7"}]', "event 4: @Zk3_9a1 of boundary 9", { id: "7" }],
      ['[2,1,5,2,"/todos?done=1"]', "url 5: /todos?done=1"],
      ["[4,1,12]", "resync of boundary 12"],
      ["[4,1,12,1]", "resync of boundary 12, for the second time"],
      ["[5,1]", "leave 1"],
      ["[6,1,4]", "heartbeat"],
    ];
    for (const [frame, words, ...values] of frames) {
      expect(wordsOfSent(frame), frame).to.deep.equal({ words, values });
    }
  });

  it("say what the server sends", () => {
    const frames: [string, string][] = [
      ["[0,1,7,2]", "joined 1 at seq 2"],
      ["[1,1,3,1]", "patch 3 answers 1: nothing changed"],
      ["[1,1,4,[2,3],[5,0,1,2,7]]", "patch 4 answers 2, 3: boundary 5: slots 0, 2"],
      [
        '[1,1,5,0,["aa",["<b>","</b>"],[0]],[5,"aa",0,1],[6,"<i>x</i>"]]',
        "patch 5: 1 new template; boundary 5: slots 0, first touch; boundary 6: HTML",
      ],
      ["[1,1,6,0,[-1,3,10,0,[1,2],1,2]]", "patch 6: boundaries 3–12: slots 1, 2"],
      ['[2,1,7,3,"push","saved",{"id":1}]', "effect 7 answers 3: push"],
      ['[3,1,8,4,"stale"]', "error answers 4: stale"],
      ['[4,1,"unknown"]', "gone 1: unknown"],
      ["[5,800]", "drain: come back after 800 ms"],
      ["[6]", "heartbeat"],
      ["nonsense", "unknown frame"],
    ];
    for (const [frame, words] of frames) expect(wordsOfReceived(frame).words).to.equal(words);
  });

  it("come with what an effect carries", () => {
    expect(wordsOfReceived('[2,1,7,3,"push","saved",{"id":1}]').values).to.deep.equal([
      "saved",
      { id: 1 },
    ]);
  });
});
