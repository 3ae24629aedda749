import { chromium } from "@playwright/test";
const b = await chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox","--disable-gpu"]});
const p = await b.newPage({viewport:{width:390,height:844}});
p.on("console",m=>console.log("console",m.type(),m.text()));p.on("pageerror",e=>console.log("pageerror",e.message));
p.on("requestfailed",r=>console.log("failed",r.url()));
const o=process.argv[2];
const visit=async u=>{await p.goto(o+u);await p.waitForSelector("h1",{timeout:15000}).catch(e=>console.log("NO H1",u));await p.waitForTimeout(700);console.log(u,"→",p.url(),await p.locator("h1").allInnerTexts());};
for(const u of ["/","/connexion","/creer-un-compte","/creer-un-compte/particulier","/verifier","/aide","/mot-de-passe-oublie"]) await visit(u);
await p.goto(o+"/connexion");await p.getByLabel(/Adresse/).first().fill(process.argv[3]);await p.locator("input[type=password]").first().fill(process.argv[4]);await p.getByRole("button",{name:"Connexion"}).click();await p.waitForURL(/accueil/);await p.waitForSelector("h1");console.log(p.url(),await p.locator("h1").allInnerTexts());
for(const n of ["Mes formations","Mes demandes","Mes certificats","Accueil"]){await p.getByRole("link",{name:n}).first().click();await p.waitForTimeout(1200);console.log(n,p.url(),await p.locator("h1").allInnerTexts());}
await p.screenshot({path:"/tmp/home.png",fullPage:true});
await visit("/mon-profil");await visit("/mes-demandes/nouvelle");
await b.close();
