export const FIRST_NAMES =
  "Ada Amir Anika Bea Bruno Carla Chidi Daniel Dilan Elif Emma Farah Finn Grace Hana Hugo Ida Ivan Jana Jonas Kaito Lena Luca Mai Marek Mina Nadia Noor Omar Paula Priya Rafael Rosa Samir Sofia Tariq Theo Uma Vera Wei Yusuf Zoe".split(
    " ",
  );

export const LAST_NAMES =
  "Adeyemi Andersen Bauer Becker Castro Chen Cohen Costa Dubois Eriksen Fischer Garcia Haddad Hansen Ito Jansen Kaya Khan Kim Kowalski Larsen Lopez Martin Meyer Mori Nguyen Novak Okafor Olsen Patel Petrov Popescu Rossi Sato Schmidt Silva Singh Smith Tanaka Varga Weber Yilmaz".split(
    " ",
  );
