import { test } from 'vitest';
import { openNodeEngine } from './node-engine';
import { loadParams } from '../src/steps/load/load/step';
test('try', async () => {
  const e = await openNodeEngine();
  let t=performance.now();
  console.log(JSON.stringify(await e.boot()), performance.now()-t);
  const node={step:'load',version:1,params:loadParams.parse({source:{kind:'file',files:[{name:'a.csv'}]}}),inputs:{}};
  const req={plan:{nodes:[node],target:0},files:{'a.csv':{path:'/work/shared/data/adult/adult_train.csv'}}};
  for (let i=0;i<2;i++){ t=performance.now();
  const r=await e.run(req,{onProgress:p=>console.log(JSON.stringify(p))}); console.log(JSON.stringify(r).slice(0,1500), performance.now()-t);}
  t=performance.now();
  console.log(JSON.stringify(await e.ask({...req,query:{kind:'page',slot:'table',offset:5,limit:2}})), performance.now()-t);
  const sel=async(sql:string)=>console.log(sql,'=>',JSON.stringify(await e.ask({...req,query:{kind:'select',sql,limit:5,tables:{adult:{node:0,slot:'table'}}}})).slice(0,300));
  for (const s of ['select count(*) n from adult','select agee from adult','select 1; select 2','install json','load json',"from read_csv('http://127.0.0.1:9/x')","attach ':memory:' as z","copy adult to 'import/x.csv'","export database 'x'",'set threads=2','use memory','select 1) ; drop table w_1; select (1','selec 1','',"select json_extract('{}','a')",'select current_date',"select date_trunc('day', now())",'with a as (select 1) select * from a','-- hi\nselect 3', "select * from query('select 5')","select getenv('HOME')",'from duckdb_settings() limit 1']) await sel(s);
  const c=new AbortController(); setTimeout(()=>c.abort(),30); t=performance.now();
  console.log(JSON.stringify(await e.ask({...req,query:{kind:'select',sql:'select sum(hash(range)::hugeint) from range(100000000000)',limit:1,tables:{}}},{signal:c.signal})),performance.now()-t);
  await e.kill('duckdb'); console.log(JSON.stringify(await e.run(req)).slice(0,200)); await new Promise(r=>setTimeout(r,100));
  t=performance.now(); console.log(JSON.stringify(await e.ask({...req,query:{kind:'page',slot:'table',offset:5,limit:2}})).slice(0,200), performance.now()-t);
  console.log(JSON.stringify(await e.status()));
  await e.close();
}, 60000);
