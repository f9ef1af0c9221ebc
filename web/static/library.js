// Loading in the browser: files dropped, how the sending goes, how the job goes. Without this file the forms work and
// the page of a job asks again by itself.
"use strict";
{
  const form = document.querySelector("[data-load]");
  const job = document.querySelector("[data-job]");
  const signIn = document.querySelector("[data-sign-in]");

  // The address that `cancu serve` prints carries the token behind "#", which no server and no log ever sees.
  if (signIn && location.hash.startsWith("#ma=")) {
    document.getElementById("ma").value = decodeURIComponent(location.hash.slice(4));
    history.replaceState(null, "", location.pathname + location.search);
    signIn.querySelector("button").focus();
  }

  if (form) {
    const input = form.querySelector("input[type=file]");
    const drop = form.querySelector(".drop");
    const picked = form.querySelector(".picked");
    const wrong = form.querySelector("[data-wrong]");
    const bar = form.querySelector("progress");

    const fault = () => {
      const files = [...input.files];
      if (files.length > Number(form.dataset.mostFiles)) return form.dataset.tooMany;
      const bytes = files.reduce((sum, file) => sum + file.size, 0);
      return bytes > Number(form.dataset.mostBytes) ? form.dataset.tooLarge : "";
    };
    const complain = (sentence) => {
      wrong.textContent = sentence;
      wrong.hidden = !sentence;
      if (sentence) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    };
    const show = () => {
      picked.replaceChildren(...[...input.files].slice(0, 100).map((file) => {
        const line = document.createElement("li");
        const name = document.createElement("span");
        const size = document.createElement("span");
        name.textContent = file.name;
        size.textContent = `${Math.max(1, Math.round(file.size / 1000)).toLocaleString(document.documentElement.lang)} KB`;
        size.className = "number soft";
        line.append(name, size);
        return line;
      }));
      picked.hidden = !input.files.length;
      complain(fault());
    };

    input.addEventListener("change", show);
    for (const kind of ["dragenter", "dragover"]) {
      drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; show(); }
    });

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const sentence = fault();
      complain(sentence);
      if (sentence) { input.focus(); return; }
      const button = form.querySelector("button[type=submit]");
      const sending = new XMLHttpRequest();
      const stop = (said) => { bar.hidden = true; button.disabled = false; complain(said); };
      sending.open("POST", form.action);
      sending.setRequestHeader("Accept", "text/html");
      sending.upload.addEventListener("progress", (told) => {
        if (told.lengthComputable) bar.value = 100 * told.loaded / told.total;
      });
      sending.addEventListener("load", () => {
        if (sending.status === 200) { location.assign(sending.responseURL); return; }
        const page = new DOMParser().parseFromString(sending.responseText, "text/html");
        const said = page.querySelector("#loi-tep strong, main .lead");
        stop(said ? said.textContent : form.dataset.failed);
      });
      sending.addEventListener("error", () => stop(form.dataset.failed));
      button.disabled = true;
      bar.value = 0;
      bar.hidden = false;
      document.getElementById("loi-nhan").textContent = form.dataset.sending;
      sending.send(new FormData(form));
    });
  }

  if (job && job.dataset.open === "yes") {
    const status = document.getElementById("loi-nhan");
    const put = (part, text) => { if (part && part.textContent !== String(text)) part.textContent = text; };
    const badge = (box, told) => {
      box.querySelector(".badge").className = `badge ${told.colour}`;
      put(box.querySelector("[data-part=sign]"), told.sign);
      put(box.querySelector("[data-part=words]"), told.words);
    };
    const show = (told) => {
      badge(job.querySelector(".job-state"), told);
      put(job.querySelector("[data-job-step]"), told.step);
      put(job.querySelector("[data-job-percent]"), told.percent);
      put(job.querySelector("[data-job-elapsed]"), told.elapsed);
      job.querySelector("[data-job-progress]").value = told.percent;
      told.files.forEach((file, place) => {
        const line = job.querySelector(`[data-file="${place}"]`);
        if (!line) return;
        badge(line, file);
        const bar = line.querySelector("progress");
        bar.hidden = file.percent === null;
        bar.value = file.percent ?? 0;
        const reasons = line.querySelector("[data-part=reasons]");
        reasons.hidden = !file.reasons.length;
        reasons.replaceChildren(...file.reasons.map((reason) => {
          const item = document.createElement("li");
          item.textContent = reason;
          return item;
        }));
      });
    };
    const gone = () => { status.textContent = job.dataset.gone; put(job.querySelector("[data-job-step]"), job.dataset.gone); };
    // The page of the ended job has the buttons that fit it; the focus stays where a person is.
    const end = async () => {
      const answer = await fetch(`${job.dataset.job}?tu_dong=1`, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) { gone(); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const held = job.contains(document.activeElement);
      job.replaceChildren(...page.querySelector("[data-job]").childNodes);
      if (held) { job.tabIndex = -1; job.focus(); }
      status.textContent = `${job.dataset.ended}: ${job.querySelector(".job-state [data-part=words]").textContent}`;
    };
    const poll = async () => {
      try {
        const answer = await fetch(`${job.dataset.job}/tien-do`, { headers: { Accept: "application/json" } });
        if (!answer.ok || answer.redirected) { gone(); return; }
        const told = await answer.json();
        show(told);
        if (!told.open) { await end(); return; }
      } catch { /* the network came and went: ask again */ }
      setTimeout(poll, 1500);
    };
    if (window.EventSource) {
      const stream = new EventSource(`${job.dataset.job}/su-kien`);
      let heard = false;
      stream.addEventListener("job", (event) => { heard = true; show(JSON.parse(event.data)); });
      stream.addEventListener("end", () => { stream.close(); end(); });
      stream.addEventListener("gone", () => { stream.close(); gone(); });
      stream.addEventListener("error", () => { stream.close(); setTimeout(poll, heard ? 1500 : 0); });
      addEventListener("pagehide", () => stream.close());
    } else {
      poll();
    }
  }
}
