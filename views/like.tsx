// An optimistic like: shown at once, confirmed or taken back when the slow server has answered.
import { setTimeout as wait } from "node:timers/promises";
import { type Action, type Commands, defineView, js } from "slotwire";

interface Post {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly likes: number;
  readonly isLiked: boolean;
  /** The server always says no. */
  readonly isLocked: boolean;
}

const posts: readonly Post[] = [
  {
    id: "tea",
    title: "Kettle",
    text: "The kettle in the office has a queue. I have started to batch.",
    likes: 12,
    isLiked: false,
    isLocked: false,
  },
  {
    id: "train",
    title: "Tunnel",
    text: "Wrote this on a train, in a tunnel. It went out at the other end.",
    likes: 41,
    isLiked: false,
    isLocked: false,
  },
  {
    id: "locked",
    title: "Closed",
    text: "This discussion is closed. Try to like it anyway.",
    likes: 7,
    isLiked: false,
    isLocked: true,
  },
];

const delays = [0, 300, 1000, 3000];

/** What the page shows until the server has said what is true. */
function likeNow({ id, isLiked, likes }: Post, like: string): Commands {
  return js
    .optimistic((shown) =>
      shown
        .setAttribute("aria-pressed", !isLiked)
        .text(isLiked ? likes - 1 : likes + 1, { inner: ".likes" })
        .setAttribute("data-shown", "early", { closest: ".post" }),
    )
    .transition("beat", { inner: ".heart" })
    .push(like, { value: { id } });
}

function PostCard({ post, isRefused }: { post: Post; isRefused: boolean }) {
  const { title, text, likes, isLiked } = post;
  return (
    <article class="post" data-shown="sure" aria-label={title}>
      <h2>{title}</h2>
      <p>{text}</p>
      <div class="post-foot">
        <button
          type="button"
          class="button like"
          aria-pressed={isLiked}
          live-click={likeNow(post, "like")}
        >
          <svg class="heart" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 20.5 4.2 12.9a5 5 0 0 1 7.1-7.1l.7.8.7-.8a5 5 0 0 1 7.1 7.1Z" />
          </svg>
          <span class="visually-hidden">Like {title}: </span>
          <span class="likes">{likes}</span>
        </button>
        <span class="note truth">
          The server says {likes}
          {isRefused && ", and no to your like"}
        </span>
      </div>
    </article>
  );
}

export const Like = defineView({
  mount: () => ({ posts, delayMs: 1000, refused: "" }),
  events: {
    like: {
      // Two likes wait side by side, not one for the other.
      policy: "concurrent",
      run: async ({ delayMs }, ctx) => {
        const { id } = ctx.payload;
        await wait(delayMs, undefined, { signal: ctx.signal });
        return (state) => {
          const post = state.posts.find((each) => each.id === id);
          if (post === undefined || post.isLocked) return { refused: post?.id ?? "" };
          const isLiked = !post.isLiked;
          const changed = { ...post, isLiked, likes: post.likes + (isLiked ? 1 : -1) };
          return {
            posts: state.posts.map((each) => (each === post ? changed : each)),
            refused: "",
          };
        };
      },
    },
  },
  actions: {
    wait: (_state, _ctx, delayMs: number) => ({ delayMs }),
  },
  head: () => (
    <>
      <title>Like</title>
      <link rel="stylesheet" href="/commands.css" />
    </>
  ),
  render: ({ posts, delayMs, refused }, on) => (
    <section class="demo narrow" aria-labelledby="title">
      <h1 id="title">Like</h1>
      <p class="lede">
        A heart fills when you press it, not when the server has heard of it. If the answer says
        otherwise, it is taken back by itself.
      </p>
      <Delays delayMs={delayMs} bind={on.wait} />
      {posts.map((post) => (
        <PostCard key={post.id} post={post} isRefused={post.id === refused} />
      ))}
    </section>
  ),
});

function Delays({ delayMs, bind }: { delayMs: number; bind: (ms: number) => Action }) {
  return (
    <div class="segments" role="group" aria-label="How long the server takes">
      {delays.map((ms) => (
        <button type="button" class="segment" aria-pressed={ms === delayMs} live-click={bind(ms)}>
          {ms} ms
        </button>
      ))}
    </div>
  );
}
