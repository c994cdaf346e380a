//! Laws that hold whatever the distributions, closed systems, overload, and how long a run must be.

/// Little (1961): how many are inside.
pub(crate) fn little(rate: f64, response: f64) -> f64 {
    rate * response
}

/// R = N/X − Z: the response time that N users with think time Z see at throughput X. Denning and Buzen (1978).
pub(crate) fn interactive_response(users: f64, throughput: f64, think: f64) -> f64 {
    users / throughput - think
}

/// Response and throughput of one station with exponential service and `users` who think: exact mean value analysis,
/// R(n) = S(1 + Q(n−1)). Reiser and Lavenberg (1980).
pub(crate) fn mean_values(users: u32, service: f64, think: f64) -> (f64, f64) {
    let (mut queue, mut response, mut throughput) = (0.0, service, 0.0);
    for n in 1..=users {
        response = service * (1.0 + queue);
        throughput = f64::from(n) / (response + think);
        queue = throughput * response;
    }
    (response, throughput)
}

/// How many users the station can take before it saturates.
pub(crate) fn saturation(service: f64, think: f64) -> f64 {
    (service + think) / service
}

/// What piles up in `t` seconds of overload when all is evenly paced.
pub(crate) fn backlog(arrivals: f64, services: f64, t: f64) -> f64 {
    (arrivals - services) * t
}

/// How long that takes to drain at a lower rate of arrivals.
pub(crate) fn drain(backlog: f64, arrivals: f64, services: f64) -> f64 {
    backlog / (services - arrivals)
}

/// When the wait of those who arrive, (λ−μ)t/μ, and their service come to the clients' patience: from then on every
/// answer is late.
pub(crate) fn collapse(arrivals: f64, services: f64, patience: f64, service: f64) -> f64 {
    (patience - service) * services / (arrivals - services)
}

/// Asymptotic variance of the time average of the number inside M/M/1, in units of the service time. Whitt (1989).
fn asymptotic_variance(rho: f64) -> f64 {
    2.0 * rho * (1.0 + rho) / (1.0 - rho).powi(4)
}

/// Service times that a run needs for a relative half-width `e` of the mean number inside M/M/1.
pub(crate) fn run_length(rho: f64, e: f64, z: f64) -> f64 {
    let mean = rho / (1.0 - rho);
    z * z * asymptotic_variance(rho) / (e * e * mean * mean)
}

/// The same turned round: the half-width that so many service times give, absolute.
pub(crate) fn half_width(rho: f64, services: f64, z: f64) -> f64 {
    z * (asymptotic_variance(rho) / services).sqrt()
}
