"""Journeys into cars: who travels together by time, place, seats, luggage and language; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Car:
    """A vehicle with its driver; `key` names it."""

    key: int
    seats: int
    luggage: int
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Trip:
    """One person's arrival or departure; `ready_at` counts border and luggage time already."""

    key: int
    place: str
    ready_at: datetime
    luggage: int = 1
    language: str = "en"
    inbound: bool = True


@dataclass(frozen=True)
class Ride:
    """A car with the people it takes, leaving when the last of them is ready."""

    car: int | None
    place: str
    starts_at: datetime
    trips: tuple[int, ...]
    inbound: bool = True


def ready_at(lands_at: datetime, *, first_schengen: bool, border: int, luggage: int, pieces: int) -> datetime:
    """When somebody stands before the sign: border time at the first Schengen entry, time for bags."""
    return lands_at + timedelta(minutes=(border if first_schengen else 0) + (luggage if pieces else 0))


def grouped(
    trips: Iterable[Trip],
    cars: Sequence[Car],
    *,
    wait: timedelta,
    busy: timedelta,
    kept: Iterable[Ride] = (),
) -> list[Ride]:
    """Rides for all trips; `kept` ones stay as they are, nobody waits longer than `wait`.

    The earliest opens a ride in the free car that takes most of those who can join, then the smallest; others
    join while seats, luggage and patience last. A car is away for `busy` before it starts anew. Whoever finds
    no car gets a ride without one: the page shows it in red.
    """
    rides, free = list(kept), dict.fromkeys(car.key for car in cars)
    for ride in rides:
        if ride.car in free:
            free[ride.car] = max(filter(None, (free[ride.car], ride.starts_at + busy)))
    taken = {key for ride in rides for key in ride.trips}
    waiting = sorted((t for t in trips if t.key not in taken), key=lambda t: (t.ready_at, t.key))
    while waiting:
        ride = opened(waiting, cars, free, wait)
        if ride.car is not None:
            free[ride.car] = ride.starts_at + busy
        waiting = [trip for trip in waiting if trip.key not in ride.trips]
        rides.append(ride)
    return sorted(rides, key=lambda ride: (ride.starts_at, ride.place, ride.trips))


def opened(waiting: list[Trip], cars: Sequence[Car], free: dict, wait: timedelta) -> Ride:
    """The ride of the first who waits, in the car that takes most of those who could join."""
    first = waiting[0]
    able = [car for car in cars if fits(first, car) and (free[car.key] or first.ready_at) <= first.ready_at]
    rides = [(car, joining(waiting, car, wait)) for car in able]
    if not rides:
        return Ride(None, first.place, first.ready_at, (first.key,), first.inbound)
    car, together = max(rides, key=lambda pair: (len(pair[1]), -pair[0].seats, -pair[0].key))
    starts = [trip.ready_at for trip in together]
    moment = max(starts) if first.inbound else min(starts)
    return Ride(car.key, first.place, moment, tuple(trip.key for trip in together), first.inbound)


def joining(waiting: list[Trip], car: Car, wait: timedelta) -> list[Trip]:
    """The first who waits and everybody who can go with them, in order, while the car has room."""
    first, taken, pieces = waiting[0], [], 0
    for trip in waiting:
        same = (trip.place, trip.inbound) == (first.place, first.inbound)
        in_time = trip.ready_at - first.ready_at <= wait
        has_room = len(taken) < car.seats and pieces + trip.luggage <= car.luggage
        if same and in_time and has_room and speaks(trip, car):
            taken.append(trip)
            pieces += trip.luggage
    return taken


def fits(trip: Trip, car: Car) -> bool:
    return car.seats > 0 and trip.luggage <= car.luggage and speaks(trip, car)


def speaks(trip: Trip, car: Car) -> bool:
    """A car whose driver's languages are not known takes anybody."""
    return not car.languages or trip.language in car.languages


def changed(rides: Iterable[Ride], trip: Trip, cars: Sequence[Car], **options) -> list[Ride]:
    """The rides after one journey changed: only its car, and the one it goes to, are planned anew."""
    rides = list(rides)
    own = next((ride for ride in rides if trip.key in ride.trips), None)
    others = [ride for ride in rides if ride is not own]
    return others if own is None else grouped([trip], cars, kept=[*others, *without(own, trip)], **options)


def without(ride: Ride, trip: Trip) -> list[Ride]:
    """The ride of the others, if there are any."""
    rest = tuple(key for key in ride.trips if key != trip.key)
    return [Ride(ride.car, ride.place, ride.starts_at, rest, ride.inbound)] if rest else []
