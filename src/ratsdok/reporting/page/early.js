// Tells the style sheet that scripts run, before anything is drawn.
document.documentElement.classList.add("js");
