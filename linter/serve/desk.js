// Makes the page more convenient; everything works without it.
"use strict";
const form = document.getElementById("check");
if (form) {
  const input = document.getElementById("report"), state = document.getElementById("state"), button = form.querySelector("button[type=submit]");
  const largest = Number(input.dataset.largest);
  const say = words => { state.textContent = words; };
  const fits = () => {
    const file = input.files[0];
    const fault = file && file.size > largest ? `“${file.name}”超过 ${Math.floor(largest / 1048576)} MB，查不了；请确认是否选错了文件` : "";
    input.setCustomValidity(fault);
    say(fault);
  };
  const over = on => document.body.classList.toggle("over", on);
  input.addEventListener("change", fits);
  document.addEventListener("dragover", event => { event.preventDefault(); over(true); });
  document.addEventListener("dragleave", event => { if (!event.relatedTarget) over(false); });
  document.addEventListener("drop", event => { // anywhere on the page; a browser would open the file instead
    event.preventDefault();
    over(false);
    const files = event.dataTransfer.files;
    if (files.length > 1) { say("一次只能查一份，请只拖一个文件"); return; }
    if (files.length) { input.files = files; fits(); button.focus(); }
  });
  form.addEventListener("submit", () => {
    say("正在检查，通常只要几秒；WPS、.doc 和很大的文件要久一些……");
    setTimeout(() => { button.disabled = true; });
  });
  addEventListener("pageshow", () => { button.disabled = false; say(""); }); // also after “back”
}
